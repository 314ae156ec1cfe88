import { buildStaffLink } from '../../../reshare/connection/buildStaffLink';

it.each([
	['https://east.example.org', { id: 'a', side: 'borrowing' as const }, 'https://east.example.org/request/requests/view/a'],
	['https://east.example.org', { id: 'a', side: 'lending' as const }, 'https://east.example.org/supply/requests/view/a'],
	['', { id: 'a', side: 'borrowing' as const }, null],
	['banana', { id: 'a', side: 'borrowing' as const }, null],
	['east.example.org', { id: 'a', side: 'borrowing' as const }, null],
	['javascript:alert(1)//', { id: 'a', side: 'borrowing' as const }, null],
	['https://staff:secret@east.example.org', { id: 'a', side: 'borrowing' as const }, null],
	['https://east.example.org/?tenant=east', { id: 'a', side: 'borrowing' as const }, null],
])(
	'buildStaffLink returns a link to the patron request, or null if the URL of the staff interface is not a plain web address: %p',
	(staffUrl, request, link) => {
		expect(buildStaffLink(staffUrl, request)).toBe(link);
	},
);
