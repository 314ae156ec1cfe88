/**
 * Small tables that every FOLIO inventory has, with the ids of FOLIO's own reference data. Names are editable in a real
 * tenant, ids seldom are.
 */

export interface NamedRow {
	readonly id: string;
	readonly name: string;
	readonly source: string;
}

export interface CodedRow extends NamedRow {
	readonly code: string;
}

function named(id: string, name: string): NamedRow {
	return { id, name, source: 'folio' };
}

function coded(id: string, name: string, code: string, source: string): CodedRow {
	return { id, name, code, source };
}

export const identifierTypes = {
	isbn: named('8261054f-be78-422d-bd51-4ed9f33c3422', 'ISBN'),
	invalidIsbn: named('fcca2643-406a-482a-b760-7a7f8aec640e', 'Invalid ISBN'),
	issn: named('913300b2-03ed-469a-8179-c1092c991227', 'ISSN'),
	invalidIssn: named('27fd35a6-b8f6-41f2-aa0e-9c663ceb250c', 'Invalid ISSN'),
	linkingIssn: named('5860f255-a27f-4916-a830-262aa900a6b9', 'Linking ISSN'),
	oclc: named('439bfbae-75bc-4f74-9fc7-b2a2d47ce3ef', 'OCLC'),
	// A type that tenants make for themselves; mod-search knows it by its name.
	cancelledOclc: { id: 'a0000000-0000-4000-8000-000000000900', name: 'Cancelled OCLC', source: 'local' },
	cancelledSystemControl: named('fc4e3f2a-887a-46e5-8057-aeeb271a4e56', 'Cancelled system control number'),
	lccn: named('c858e4f2-2b6b-4385-842b-60732ee14abb', 'LCCN'),
	systemControl: named('7e591197-f335-4afb-bc6d-a6d76ca3bace', 'System control number'),
	control: named('5d164f4b-0b15-4e42-ae75-cfcf85318ad9', 'Control number'),
	doi: named('39554f54-d0bb-4f0a-89a4-e422f6136316', 'DOI'),
} as const;

export type IdentifierKind = keyof typeof identifierTypes;

export const illPolicies = {
	willLend: named('46970b40-918e-47a4-a45d-b1677a2d3d46', 'Will lend'),
	willNotLend: named('b0f97013-87f5-4bab-87f2-ac4a5191b489', 'Will not lend'),
	hardCopyOnly: named('2b870182-a23d-48e8-917d-9421e5c3ce13', 'Will lend hard copy only'),
	willReproduce: named('2a572e7b-dfe5-4dee-8a62-b98d26a802e6', 'Will reproduce'),
	willNotReproduce: named('6bc6a71f-d6e2-4693-87f1-f495afddff00', 'Will not reproduce'),
	limited: named('9e49924b-f649-4b36-ab57-e66e639a9b0e', 'Limited lending policy'),
	unknownLending: named('37fc2702-7ec9-482a-a4e3-5ed9a122ece1', 'Unknown lending policy'),
	unknownReproduction: named('c51f7aa9-9997-45e6-94d6-b502445aae9d', 'Unknown reproduction policy'),
} as const;

export type PolicyKind = keyof typeof illPolicies;

export const contributorNameTypes = {
	personal: { ...named('2b94c631-fca9-4892-a730-03ee529ffe2a', 'Personal name'), ordering: '1' },
	corporate: { ...named('2e48e713-17f3-4c13-a9f8-23845bb210aa', 'Corporate name'), ordering: '2' },
	meeting: { ...named('e8b311a6-3b21-43f2-a269-dd9310cb2d0a', 'Meeting name'), ordering: '3' },
} as const;

export const instanceTypes = {
	text: coded('6312d172-f0cf-40f6-b27d-9fa8feaf332f', 'text', 'txt', 'rdacontent'),
} as const;

export const instanceFormats = {
	volume: coded('8d511d33-5e85-4c5d-9bce-6e3c9cd0c324', 'unmediated -- volume', 'nc', 'rdacarrier'),
	online: coded('f5e8210f-7640-459b-a71f-552567f92369', 'computer -- online resource', 'cr', 'rdacarrier'),
	microfiche: coded('fc3e32a0-9c85-4454-a42e-39fca788a7dc', 'microform -- microfiche', 'he', 'rdacarrier'),
	microfilm: coded('7bfe7e83-d4aa-46d1-b2a9-f612b18d11f4', 'microform -- microfilm reel', 'hd', 'rdacarrier'),
	audioDisc: coded('5cb91d15-96b1-4b8a-bf60-ec310538da66', 'audio -- audio disc', 'sd', 'rdacarrier'),
	videodisc: coded('7f857834-b2e2-48b1-8528-6a1fe89bf979', 'video -- videodisc', 'vd', 'rdacarrier'),
	videocassette: coded('431cc9a0-4572-4613-b267-befb0f3d457f', 'video -- videocassette', 'vf', 'rdacarrier'),
	audiocassette: coded('6d749f00-97bd-4eab-9828-57167558f514', 'audio -- audiocassette', 'ss', 'rdacarrier'),
	computerDisc: coded('ac9de2b9-0914-4a54-8805-463686a5489e', 'computer -- computer disc', 'cd', 'rdacarrier'),
	microopaque: coded('788aa9a6-5f0b-4c52-957b-998266ee3bd3', 'microform -- microopaque', 'hg', 'rdacarrier'),
	sheet: coded('5913bb96-e881-4087-9e71-33a43f68e12e', 'unmediated -- sheet', 'nb', 'rdacarrier'),
	card: coded('5fa3e09f-2192-41a9-b4bf-9eb8aef0af0a', 'unmediated -- card', 'no', 'rdacarrier'),
	object: coded('926662e9-2486-4bb9-ba3b-59bd2e7f2a0c', 'unmediated -- object', 'nr', 'rdacarrier'),
	slide: coded('b2b39d2f-856b-4419-93d3-ed1851f91b9f', 'projected image -- slide', 'gs', 'rdacarrier'),
	filmReel: coded('55a66581-3921-4b50-9981-4fe53bf35e7f', 'projected image -- film reel', 'mr', 'rdacarrier'),
	unspecified: coded('98f0caa9-d38e-427b-9ec4-454de81a94d7', 'unspecified -- unspecified', 'zu', 'rdacarrier'),
} as const;

export const materialTypes = {
	book: named('1a54b431-2e4f-452d-9cae-9cee66c9a892', 'book'),
	electronic: named('615b8413-82d5-4203-aa6e-e37984cb5ac3', 'electronic resource'),
	microform: named('fd6c6515-d470-4561-9c32-3e3290d4ca98', 'microform'),
	text: named('d9acad2f-2aac-4b48-9097-e6ab85906b25', 'text'),
	sound: named('dd0bf600-dbd9-44ab-9ff2-e2a61a6539f1', 'sound recording'),
	video: named('5ee11d91-f7e8-481d-b079-65d708582ccc', 'video recording'),
} as const;

/** FOLIO's modes of issuance; there is no link field for them, so that only the id is seen through GraphQL. */
export const modesOfIssuance = {
	singleUnit: '9d18a02f-5897-4c31-9106-c9abb5c7ae8b',
	multipart: 'f5cc2ab6-bb92-4cab-b83f-5a3d09261a41',
	serial: '068b5344-e2a6-40df-9186-1829e13cd344',
	integrating: '4fc0f4fe-06fd-490a-a078-c4da1754e03a',
} as const;

export const canCirculate = '2b94c631-fca9-4892-a730-03ee529ffe27';
