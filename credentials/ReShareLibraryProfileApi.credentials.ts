import type { ICredentialType, INodeProperties, Icon } from 'n8n-workflow';
import { docsUrl } from '../nodes/shared/docsUrl';
import { profileCredentialType } from '../nodes/shared/loadLibraryProfile';
import { languages } from '../notices/messages/languages';

const languageOptions = Object.entries(languages).map(([value, name]) => ({ name, value }));

/** The settings that all workflows of a library share. None of them is secret. */
export class ReShareLibraryProfileApi implements ICredentialType {
	name = profileCredentialType.name;

	displayName = profileCredentialType.displayName;

	documentationUrl = docsUrl;

	icon: Icon = { light: 'file:../nodes/shared/reshare.svg', dark: 'file:../nodes/shared/reshare.dark.svg' };

	properties: INodeProperties[] = [
		{
			displayName: 'Library Name',
			name: 'libraryName',
			type: 'string',
			default: '',
			placeholder: 'e.g. Example University Library, Interlibrary Loan',
			description: 'Stands below each notice',
		},
		{
			displayName: 'Send From',
			name: 'fromEmail',
			type: 'string',
			default: '',
			placeholder: 'e.g. ill@library.example.edu',
			description: 'The email address that notices come from',
		},
		{
			displayName: 'Staff Email',
			name: 'staffEmail',
			type: 'string',
			default: '',
			placeholder: 'e.g. ill-staff@library.example.edu',
			description: 'Where notices for staff go',
		},
		{
			displayName: 'Send Everything To',
			name: 'sendEverythingTo',
			type: 'string',
			default: '',
			placeholder: 'e.g. ill-test@library.example.edu',
			description:
				'While you try things out: all notices go to this address, and each says who would get it. Leave it empty to write to patrons',
		},
		{
			displayName: 'Language',
			name: 'language',
			type: 'options',
			options: languageOptions,
			default: 'en',
			description: 'Language of notices to patrons',
		},
		{
			displayName: 'Staff Language',
			name: 'staffLanguage',
			type: 'options',
			options: [{ name: 'The Same', value: '' }, ...languageOptions],
			default: '',
			description: 'Language of notices to staff. What ReShare itself says is always in English',
		},
		{
			displayName: 'Closing Lines',
			name: 'closingLines',
			type: 'string',
			typeOptions: { rows: 3 },
			default: '',
			placeholder: 'e.g. Monday to Friday, 9 to 5. Phone 555-0100',
			description: 'Stand below each notice to a patron, such as opening hours and a phone number',
		},
		{
			displayName: 'Pickup Hours',
			name: 'pickupHours',
			type: 'string',
			typeOptions: { rows: 3 },
			default: '',
			placeholder: 'e.g. Main Library: Monday to Friday, 9 to 5',
			description: 'A line for each pickup location: its name, a colon and its hours. Patrons read them when something waits there',
		},
		{
			displayName: 'Cancellation Page URL',
			name: 'cancelPage',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://n8n.library.example.edu/webhook/cancel-request',
			description:
				"Address of the page of the template 'Cancel a request'. When it is filled in, notices that a request was made carry a link to it, and the page is in their language",
		},
		{
			displayName: 'Copyright Rules',
			name: 'copyrightRules',
			type: 'options',
			options: [
				{ name: 'None', value: 'none', description: 'Nothing here mentions copyright' },
				{ name: 'Own Text', value: 'own', description: 'Your own text stands in the notice that a copy has arrived' },
				{
					name: 'United States',
					value: 'us',
					description:
						'The notice that a copy has arrived has the legend of 17 U.S.C. 108, and Create Request counts the copies of each journal (rule of five)',
				},
			],
			default: 'none',
			description: 'The rules under which your library requests copies',
		},
		{
			displayName: 'Copyright Notice',
			name: 'copyrightNotice',
			type: 'string',
			typeOptions: { rows: 3 },
			displayOptions: { show: { copyrightRules: ['own'] } },
			default: '',
			placeholder: 'e.g. This copy is for your own research and private study.',
			description: 'Stands in the notice that a copy has arrived',
		},
		{
			displayName: 'Notify Patrons of Each Step',
			name: 'writesOn',
			type: 'boolean',
			default: false,
			description: 'Whether one of your workflows notifies patrons at each step. The first notice then says that you will write again',
		},
	];
}
