/** `loan` is the item itself, `copy` a copy of a part of it. */
export type ServiceType = 'loan' | 'copy';

export interface FieldPresentation {
	readonly hint: string;
	readonly example?: string;
	/** The label on the screen, if it differs from the field's usual label. */
	readonly label?: string;
	/** Whether the field must be filled in; `withoutRecord`: only if the draft names no record. */
	readonly needed?: true | 'withoutRecord';
	/** The most characters, if they differ from the field's usual limit. */
	readonly longest?: number;
}

export interface DraftField {
	readonly label: string;
	/**
	 * How the field appears in Search (`find`), and in the forms for a loan and for a copy. If one of the three is absent, the field does
	 * not appear in that form.
	 */
	readonly find?: FieldPresentation;
	readonly loan?: FieldPresentation;
	readonly copy?: FieldPresentation;
	/** The kind of input. Absent: a line of text. */
	readonly control?: 'numbers' | 'email' | 'paragraph' | 'day' | 'genre' | 'copyrightType' | 'pickupLocation';
	/**
	 * Whether the field tells who the patron is, or is written in the patron's name. An AI model fills it in only where the library allows
	 * that.
	 */
	readonly aboutPatron?: true;
	/** The most characters. Default 255: longer text makes mod-rs fail. */
	readonly longest?: number;
	/** The value if nobody fills in the field. */
	readonly usual?: string;
	/** Whether the value belongs to one request, so that it is never taken from an item that another step made. */
	readonly ownOfRequest?: true;

	/** The keys of the field in the OpenURL resolver (listener-openurl) and in mod-rs. */
	readonly openUrl?: string;
	readonly modRs?: string;
	/**
	 * The field's ISO 18626 path below `illRequest` in CrossLink (indexdata/crosslink broker/oapi/open-api.yaml). After a `#`: the code of an
	 * entry in a list.
	 */
	readonly crossLink?: string;
	/** Further names of the field in forms, besides its label. */
	readonly labels?: readonly string[];
	/** Other OpenURL keys with the same meaning, the most exact first. */
	readonly links?: readonly string[];
}

/** mod-rs itself shortens titles and names. This limit keeps an OpenURL below the 16 KiB that the resolver reads. */
const titleLength = 1000;

/** The most characters of a field of Search into which people paste a list. No field takes more. */
export const longestFieldText = 50_000;

const uuid = '123e4567-e89b-12d3-a456-426614174000';

const listed = 'Separate several numbers with commas, semicolons, | or line breaks.';

const keyed = (openUrl: string, modRs: string, crossLink: string) => ({ openUrl, modRs, crossLink });

/** Most bibliographic fields have the same key in OpenURL, mod-rs and CrossLink. */
const ofWork = (key: string) => keyed(`rft.${key}`, key, `bibliographicInfo.${key}`);

const forEither = (shown: FieldPresentation) => ({ loan: shown, copy: shown });

const table = {
	instanceId: {
		label: 'Instance ID',
		find: {
			hint: 'ID of a record in the shared inventory, or what a person has chosen of `choices`: one of them, or None of Them',
			example: uuid,
			longest: longestFieldText,
		},
		loan: { hint: 'ID of the record in the shared inventory, as ReShare Search returns it', example: uuid, needed: true },
		copy: {
			hint: 'ID of the journal or book in the shared inventory. Without it ReShare holds the request back for staff.',
			example: uuid,
		},
		...keyed('rft_id', 'systemInstanceIdentifier', 'bibliographicInfo.supplierUniqueRecordId'),
	},
	title: {
		label: 'Title',
		labels: ['Book Title', 'Journal or Book Title', 'Journal Title'],
		find: { hint: 'Title of the work. Where a number is given, too, the record must fit both.', example: 'Thinking, Fast and Slow' },
		loan: { hint: 'Title as staff of both libraries will see it', example: 'The Left Hand of Darkness' },
		copy: {
			label: 'Journal or Book Title',
			hint: 'Title of the journal or book that holds the part to be copied',
			example: 'Nature',
			needed: true,
		},
		longest: titleLength,
		...ofWork('title'),
		links: ['rft.btitle', 'rft.jtitle', 'rft.stitle'],
	},
	author: {
		label: 'Author',
		labels: ['Authors', 'Author or Editor', 'Book Author'],
		find: { hint: 'Author or editor. Separate several with semicolons.', example: 'Kahneman, Daniel' },
		loan: { hint: 'Author as staff of both libraries will see it', example: 'Le Guin, Ursula K.' },
		copy: { label: 'Book Author', hint: 'Author or editor of the book that holds the part to be copied', example: 'Eco, Umberto' },
		longest: titleLength,
		...ofWork('author'),
		openUrl: 'rft.au',
		links: ['rft.aucorp'],
	},
	partTitle: {
		label: 'Article or Chapter Title',
		labels: ['Article Title', 'Chapter Title', 'Title of the Article'],
		copy: { hint: 'Title of the part to be copied', example: 'Molecular Structure of Nucleic Acids', needed: true },
		longest: titleLength,
		...ofWork('titleOfComponent'),
		links: ['rft.atitle'],
	},
	partAuthor: {
		label: 'Article Author',
		labels: ['Author of the Article', 'Chapter Author'],
		copy: {
			hint: 'Author of the part to be copied. Needed where no Instance ID is given.',
			example: 'Watson, J. D.',
			needed: 'withoutRecord',
		},
		longest: titleLength,
		...ofWork('authorOfComponent'),
	},
	publicationDate: {
		label: 'Publication Date',
		labels: ['Year', 'Publication Year', 'Year of Publication'],
		find: {
			hint: 'Year of publication. A record of this year is preferred. A match by title alone is only trusted when author and year agree.',
			example: '2011',
		},
		loan: { hint: 'Year or date of publication', example: '1969' },
		copy: { label: 'Date', hint: 'Year or date of the issue or book', example: '1953', needed: true },
		...keyed('rft.date', 'publicationDate', 'publicationInfo.publicationDate'),
	},
	edition: {
		label: 'Edition',
		find: { hint: 'The edition that is wanted. A record that names another one goes to review.', example: '2nd ed.' },
		loan: { hint: 'The edition that is wanted', example: '2nd' },
		copy: { hint: 'Edition of the book that holds the part', example: '2nd' },
		...ofWork('edition'),
	},
	volume: {
		label: 'Volume',
		find: { hint: 'The volume that is wanted, for works in several volumes', example: '2' },
		loan: { hint: 'Volume of a set', example: '2' },
		copy: { hint: 'Volume of the journal or book', example: '171' },
		...ofWork('volume'),
	},
	issue: {
		label: 'Issue',
		copy: { hint: 'Issue of the journal', example: '4356' },
		...ofWork('issue'),
	},
	pages: {
		label: 'Pages',
		copy: { hint: 'Pages to be copied', example: '737-738' },
		...ofWork('pagesRequested'),
		links: ['rft.pages'],
	},
	language: {
		label: 'Language',
		find: {
			hint: 'The language that is wanted; a record in another one goes to review. Code of three letters or English name.',
			example: 'eng',
		},
		links: ['rft.language'],
	},
	isbn: {
		label: 'ISBN',
		control: 'numbers',
		find: { hint: `ISBN of 10 or 13 digits; both forms are searched. ${listed}`, example: '978-0-374-27563-1', longest: longestFieldText },
		loan: {
			hint: 'Sent along, and used to find an open request of the patron for the same book in either form of the number',
			example: '9780441478125',
		},
		copy: { hint: 'ISBN of the book that holds the part to be copied', example: '9780441478125' },
		...ofWork('isbn'),
		crossLink: 'bibliographicInfo.bibliographicItemId#ISBN',
		links: ['rft.eisbn'],
	},
	issn: {
		label: 'ISSN',
		control: 'numbers',
		find: { hint: `ISSN of a journal or series. ${listed}`, example: '0028-0836', longest: longestFieldText },
		loan: { hint: 'ISSN of the journal or series', example: '0028-0836' },
		copy: { hint: 'ISSN of the journal', example: '0028-0836' },
		...ofWork('issn'),
		crossLink: 'bibliographicInfo.bibliographicItemId#ISSN',
		links: ['rft.eissn'],
	},
	oclcNumber: {
		label: 'OCLC Number',
		labels: ['OCLC'],
		control: 'numbers',
		find: { hint: `OCLC number with or without prefix. ${listed}`, example: 'ocn706020998', longest: longestFieldText },
		loan: { hint: 'OCLC number of the book', example: '48885207' },
		copy: { hint: 'OCLC number of the journal or book', example: '1586310' },
		...keyed('rft.oclc', 'oclcNumber', 'bibliographicInfo.bibliographicRecordId#OCLC'),
		links: ['rft.oclcnum'],
	},
	genre: {
		label: 'Genre',
		control: 'genre',
		copy: { hint: 'What kind of thing the part is; an article where nothing is said' },
		usual: 'article',
		...keyed('rft.genre', 'publicationType', 'publicationInfo.publicationType'),
	},
	copyrightType: {
		label: 'Copyright Type',
		control: 'copyrightType',
		copy: { hint: 'The rule under which the copy is made', needed: true },
		...ofWork('copyrightType'),
		crossLink: 'serviceInfo.copyrightCompliance',
	},
	patronId: {
		label: 'Patron ID',
		labels: ['Library Card Number', 'Library Card', 'Card Number'],
		aboutPatron: true,
		...forEither({
			hint: "The identifier by which your library's own system knows the patron, often the barcode of the library card",
			example: 'P1001',
			needed: true,
		}),
		...keyed('req_id', 'patronIdentifier', 'patronInfo.patronId'),
		links: ['req.id'],
	},
	patronName: {
		label: 'Patron Name',
		labels: ['Your Name', 'Full Name'],
		aboutPatron: true,
	},
	patronEmail: {
		label: 'Patron Email',
		labels: ['Email', 'E-mail', 'Email Address', 'Your Email'],
		control: 'email',
		aboutPatron: true,
		...forEither({
			hint: "Stored with the request; ReShare sends its notices there. Without it mod-rs takes the address from the library's own system, and CrossLink has none.",
			example: 'name@example.edu',
		}),
		...keyed('req.emailAddress', 'patronEmail', 'patronInfo.address'),
	},
	pickupLocation: {
		label: 'Pickup Location',
		labels: ['Pickup Library'],
		control: 'pickupLocation',
		aboutPatron: true,
		loan: { hint: 'Where the patron picks the item up', needed: true },
		copy: { hint: 'Where the patron picks the copy up, where your library does not send it' },
		openUrl: 'svc.pickupLocation',
		modRs: 'pickupLocationSlug',
	},
	neededBy: {
		label: 'Needed By',
		control: 'day',
		loan: { hint: 'Last day on which the patron can still use the item' },
		copy: { hint: 'Last day on which the patron can still use the copy' },
		...keyed('svc.neededBy', 'neededBy', 'serviceInfo.needBeforeDate'),
	},
	note: {
		label: 'Note to the Lender',
		control: 'paragraph',
		aboutPatron: true,
		loan: {
			hint: 'Up to 255 characters. The other library reads it, so do not write about the patron.',
			example: 'The volume with the maps, please',
		},
		copy: {
			hint: 'Up to 255 characters. The other library reads it, so do not write about the patron.',
			example: 'With the color plates, please',
		},
		...keyed('svc.note', 'patronNote', 'serviceInfo.note'),
	},
	staffNote: {
		label: 'Note for Your Staff',
		control: 'paragraph',
		aboutPatron: true,
		...forEither({
			hint: 'Up to 255 characters. Kept with the request, and no other library sees it. The OpenURL resolver does not take it.',
			example: 'Call the patron when it is here',
		}),
		modRs: 'localNote',
	},
	reference: {
		label: 'Reference',
		aboutPatron: true,
		ownOfRequest: true,
		...forEither({
			hint: 'Your own request number. A request that already has it is returned instead of being made again. Leave empty to let one be derived from patron, record, volume and service type.',
			example: 'ILL-2027-0042',
		}),
		openUrl: 'rft.identifier_illiad',
		modRs: 'requestIdentifiers',
	},
} as const satisfies Readonly<Record<string, DraftField>>;

export type DraftFieldName = keyof typeof table;

/** The fields, in the order in which forms ask for them. */
export const draftFields: Readonly<Record<DraftFieldName, DraftField>> = table;

export const draftFieldNames = Object.keys(table) as readonly DraftFieldName[];

export type PatronFieldName = {
	[Name in DraftFieldName]: (typeof table)[Name] extends { readonly aboutPatron: true } ? Name : never;
}[DraftFieldName];

export const patronFieldNames = draftFieldNames.filter((name): name is PatronFieldName => draftFields[name].aboutPatron === true);

/**
 * A request to be made. Texts are trimmed; an empty one counts as absent. `instanceId` is the record's id in the shared inventory,
 * `pickupLocation` a slug of the library's Directory, `neededBy` a day `YYYY-MM-DD` or any ISO date and time, and `reference` the caller's
 * own request number, by which the request is found again.
 */
export interface RequestDraft extends DraftTextFields {
	readonly serviceType: ServiceType;
	readonly patronId: string;
	/** The pickup location's name in the Directory, given in place of its slug. */
	readonly pickupName?: string;
}

export type DraftTextFields = { readonly [Name in DraftFieldName]?: string };

/** Returns the keys of a field in an OpenURL, the most exact first. */
export function openUrlKeysOf(name: DraftFieldName) {
	const { openUrl = [], links = [] } = draftFields[name];
	return [openUrl, links].flat();
}

export function quotedFieldLabel(name: DraftFieldName, use: 'find' | ServiceType = 'loan') {
	return `'${draftFields[name][use]?.label ?? draftFields[name].label}'`;
}

/** The length of most text columns of mod-rs. */
const columnLength = 255;

/** The most characters that a field's text may have. */
export function maxLengthOfField(name: DraftFieldName, use: 'find' | ServiceType) {
	return draftFields[name][use]?.longest ?? draftFields[name].longest ?? columnLength;
}

/** Returns a sentence without a full stop for each text that is too long, because people may type any length into a form. */
export function describeTooLongFields(texts: DraftTextFields, use: 'find' | ServiceType) {
	return draftFieldNames.flatMap((name) => {
		const { length } = texts[name] ?? '';
		const most = maxLengthOfField(name, use);
		return length <= most ? [] : [`${quotedFieldLabel(name, use)} has ${length} characters, and ${most} are allowed`];
	});
}

/** Returns the label of the field with this key in quotation marks, or the key itself if no field has it. */
export function quotedLabelOfKey(system: 'openUrl' | 'modRs', key: string, serviceType?: ServiceType) {
	const name = draftFieldNames.find((one) => draftFields[one][system] === key);
	return name === undefined ? `'${key}'` : quotedFieldLabel(name, serviceType);
}

/** Returns the names of the fields whose labels occur, in quotation marks, in a sentence. */
export function draftFieldsNamedIn(sentence: string) {
	return draftFieldNames.filter(
		(name) => sentence.includes(quotedFieldLabel(name, 'loan')) || sentence.includes(quotedFieldLabel(name, 'copy')),
	);
}
