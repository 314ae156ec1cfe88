import type { PublicationFormat, InventoryRecord } from '../recordsAndHoldings';

/** FOLIO's ids of the modes of issuance, for which GraphQL has no names. */
export const issuances = new Map<string, InventoryRecord['issuance']>([
	['f5cc2ab6-bb92-4cab-b83f-5a3d09261a41', 'multipart'],
	['068b5344-e2a6-40df-9186-1829e13cd344', 'serial'],
]);

/** FOLIO's ids of the formats that matter for the choice of a record. */
export const formats = new Map(
	Object.entries<PublicationFormat>({
		'8d511d33-5e85-4c5d-9bce-6e3c9cd0c324': 'print',
		'f5e8210f-7640-459b-a71f-552567f92369': 'e-book',
		'fc3e32a0-9c85-4454-a42e-39fca788a7dc': 'microform',
		'7bfe7e83-d4aa-46d1-b2a9-f612b18d11f4': 'microform',
		'5642320a-2ab9-475c-8ca2-4af7551cf296': 'audio',
		'6d749f00-97bd-4eab-9828-57167558f514': 'audio',
		'5cb91d15-96b1-4b8a-bf60-ec310538da66': 'audio',
		'431cc9a0-4572-4613-b267-befb0f3d457f': 'video',
		'7f857834-b2e2-48b1-8528-6a1fe89bf979': 'video',
	}),
);
