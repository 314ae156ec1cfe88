/**
 * The types of the GraphQL schema as templates: `$` stands for the type's own name, `@` for the family of the types that
 * its links lead to. mod-graphql makes each type several times over, with other names and the same fields.
 * A key that begins with `_` is a part of the type, e.g. `_notes` of `holdingsrecord`.
 */
export type TypeTemplate = Readonly<Record<string, string>>;

const electronicAccess = 'linkText: String materialsSpecification: String publicNote: String relationshipId: String uri: String!';
const statement = 'note: String staffNote: String statement: String';
const namedWithSource = 'id: String metadata: @raml_util_schemas_metadata_schema name: String! source: String!';
const coded = 'code: String! id: String metadata: @raml_util_schemas_metadata_schema name: String!';

export const typeTemplates = {
	instance: {
		'': `_version: Int alternativeTitles: [$_alternativeTitles] catalogedDate: String classifications: [$_classifications]
			contributors: [$_contributors] discoverySuppress: Boolean editions: [String] electronicAccess: [$_electronicAccess]
			holdingsRecords2(limit: Int = 10): [@holdingsrecord] hrid: String id: String identifiers: [$_identifiers]
			indexTitle: String instanceFormatIds: [String] instanceFormats(limit: Int = 10): [@instanceformat] instanceTypeId: String!
			instanceTypeObject(limit: Int = 10): @instancetype languages: [String] matchKey: String
			metadata: @raml_util_schemas_metadata_schema modeOfIssuanceId: String natureOfContentTermIds: [String] notes: [$_notes]
			physicalDescriptions: [String] previouslyHeld: Boolean publication: [$_publication] publicationFrequency: [String]
			publicationRange: [String] series: [String] source: String! sourceRecordFormat: String staffSuppress: Boolean
			statisticalCodeIds: [String] statusId: String statusUpdatedDate: String subjects: [String]
			tags: @raml_util_schemas_tags_schema title: String!`,
		_alternativeTitles: 'alternativeTitle: String alternativeTitleTypeId: String',
		_classifications: `classificationNumber: String! classificationType(limit: Int = 10): @classificationtype
			classificationTypeId: String!`,
		_contributors: `contributorNameType(limit: Int = 10): @contributornametype contributorNameTypeId: String!
			contributorTypeId: String contributorTypeText: String name: String! primary: Boolean`,
		_electronicAccess: electronicAccess,
		_identifiers: 'identifierTypeId: String! identifierTypeObject(limit: Int = 10): @illpolicy value: String!',
		_notes: 'instanceNoteTypeId: @uuid note: String staffOnly: Boolean',
		_publication: 'dateOfPublication: String place: String publisher: String role: String',
	},
	holdingsrecord: {
		'': `_version: Int acquisitionFormat: String acquisitionMethod: String bareHoldingsItems(limit: Int = 10): [@item]
			callNumber: String callNumberPrefix: String callNumberSuffix: String callNumberTypeId: String copyNumber: String
			digitizationPolicy: String discoverySuppress: Boolean electronicAccess: [$_electronicAccess] formerIds: [String]
			holdingsInstance(limit: Int = 10): @instance holdingsItems(limit: Int = 10): [@item]
			holdingsStatements: [$_holdingsStatements] holdingsStatementsForIndexes: [$_holdingsStatementsForIndexes]
			holdingsStatementsForSupplements: [$_holdingsStatementsForSupplements] holdingsTypeId: String hrid: String id: String
			illPolicy(limit: Int = 10): @illpolicy illPolicyId: String instanceId: String!
			metadata: @raml_util_schemas_metadata_schema notes: [$_notes] numberOfItems: String
			permanentLocation(limit: Int = 10): @location permanentLocationId: String! receiptStatus: String
			receivingHistory: $_receivingHistory retentionPolicy: String shelvingTitle: String sourceId: String
			statisticalCodeIds: [String] tags: @raml_util_schemas_tags_schema temporaryLocation(limit: Int = 10): @location
			temporaryLocationId: String`,
		_electronicAccess: electronicAccess,
		_holdingsStatements: statement,
		_holdingsStatementsForIndexes: statement,
		_holdingsStatementsForSupplements: statement,
		_notes: 'holdingsNoteType(limit: Int = 10): @holdingsnotetype holdingsNoteTypeId: String note: String staffOnly: Boolean',
		_receivingHistory: 'displayType: String entries: [$_receivingHistory_entries]',
		_receivingHistory_entries: 'chronology: String enumeration: String publicDisplay: Boolean',
	},
	item: {
		'': `_version: Int accessionNumber: String barcode: String chronology: String circulationNotes: [$_circulationNotes]
			copyNumber: String descriptionOfPieces: String discoverySuppress: Boolean
			effectiveCallNumberComponents: $_effectiveCallNumberComponents effectiveLocationId: String
			electronicAccess: [$_electronicAccess] enumeration: String formerIds: [String]
			holdingsRecord2(limit: Int = 10): @holdingsrecord holdingsRecordId: String! hrid: String id: String
			inTransitDestinationServicePointId: String itemDamagedStatusDate: String itemDamagedStatusId: String
			itemIdentifier: String itemLevelCallNumber: String itemLevelCallNumberPrefix: String itemLevelCallNumberSuffix: String
			itemLevelCallNumberTypeId: String lastCheckIn: $_lastCheckIn loans(limit: Int = 10): @loan
			materialType(limit: Int = 10): @materialtype materialTypeId: String! metadata: @raml_util_schemas_metadata_schema
			missingPieces: String missingPiecesDate: String notes: [$_notes] numberOfMissingPieces: String numberOfPieces: String
			permanentLoanTypeId: String! permanentLocation(limit: Int = 10): @location permanentLocationId: String
			purchaseOrderLineIdentifier: String statisticalCodeIds: [String] status: $_status!
			tags: @raml_util_schemas_tags_schema temporaryLoanTypeId: String temporaryLocation(limit: Int = 10): @location
			temporaryLocationId: String volume: String yearCaption: [String]`,
		_circulationNotes: 'date: String id: String note: String noteType: String source: $_circulationNotes_source staffOnly: Boolean',
		_circulationNotes_source: 'id: String personal: $_circulationNotes_source_personal',
		_circulationNotes_source_personal: 'firstName: String lastName: String',
		_effectiveCallNumberComponents: 'callNumber: String prefix: String suffix: String typeId: String',
		_electronicAccess: electronicAccess,
		_lastCheckIn: 'dateTime: String servicePointId: String staffMemberId: String',
		_notes: 'itemNoteType(limit: Int = 10): @itemnotetype itemNoteTypeId: String note: String staffOnly: Boolean',
		_status: 'date: String name: String!',
	},
	location: {
		'': `campus(limit: Int = 10): @loccamp campusId: String! code: String! description: String details: $_details
			discoveryDisplayName: String id: String institution(limit: Int = 10): @locinst institutionId: String! isActive: Boolean
			library(limit: Int = 10): @locinst libraryId: String! metadata: @raml_util_schemas_metadata_schema name: String!
			primaryServicePoint: String! primaryServicePointObject(limit: Int = 10): @servicepoint servicePointIds: [String]
			servicePoints(limit: Int = 10): [@servicepoint]`,
		_details: '_dummy: String',
	},
	servicepoint: {
		'': `code: String! description: String discoveryDisplayName: String! holdShelfExpiryPeriod: @time_period id: String
			metadata: @raml_util_schemas_metadata_schema name: String! pickupLocation: Boolean shelvingLagTime: Int
			staffSlips: [$_staffSlips]`,
		_staffSlips: 'id: String! printByDefault: Boolean!',
	},
	locinst: { '': coded },
	loccamp: { '': `${coded} institutionId: String!` },
	loclib: { '': `${coded} campusId: String!` },
	illpolicy: { '': namedWithSource },
	identifiertype: { '': 'id: String metadata: @raml_util_schemas_metadata_schema name: String! source: String' },
	materialtype: { '': 'id: String metadata: @raml_util_schemas_metadata_schema name: String! source: String' },
	classificationtype: { '': 'id: String metadata: @raml_util_schemas_metadata_schema name: String! source: String' },
	contributornametype: { '': 'id: String metadata: @raml_util_schemas_metadata_schema name: String! ordering: String' },
	instanceformat: { '': `${coded} source: String!` },
	instancetype: { '': coded },
	holdingsnotetype: { '': namedWithSource },
	itemnotetype: { '': namedWithSource },
	loan: {
		'': `action: String! actionComment: String borrower: $_borrower checkinServicePointId: String
			checkoutServicePointId: String declaredLostDate: String dueDate: String dueDateChangedByHold: Boolean
			dueDateChangedByNearExpireUser: Boolean dueDateChangedByRecall: Boolean feesAndFines: $_feesAndFines id: String
			isDcb: Boolean item: $_item itemEffectiveLocationIdAtCheckOut: String itemId: String! loanDate: String!
			loanPolicy: $_loanPolicy loanPolicyId: String lostItemPolicy: $_lostItemPolicy lostItemPolicyId: String
			metadata: @raml_util_schemas_metadata_schema overdueFinePolicy: $_overdueFinePolicy overdueFinePolicyId: String
			patronGroupAtCheckout: $_patronGroupAtCheckout proxyUserId: String renewalCount: Int returnDate: String
			status: $_status systemReturnDate: String userId: String`,
		_borrower: `barcode: String firstName: String lastName: String middleName: String patronGroup: String
			preferredFirstName: String`,
		_feesAndFines: 'amountRemainingToPay: Float',
		_item: `barcode: String callNumber: String chronology: String contributors: [$_item_contributors] copyNumber: String
			displaySummary: String enumeration: String holdingsRecordId: String id: String
			inTransitDestinationServicePoint: $_item_inTransitDestinationServicePoint inTransitDestinationServicePointId: String
			instanceId: String location: $_item_location materialType: $_item_materialType primaryContributor: String
			status: $_item_status title: String volume: String`,
		_item_contributors: 'name: String',
		_item_inTransitDestinationServicePoint: 'name: String',
		_item_location: 'name: String',
		_item_materialType: 'name: String',
		_item_status: 'date: String name: String',
		_loanPolicy: 'name: String',
		_lostItemPolicy: 'name: String',
		_overdueFinePolicy: 'name: String',
		_patronGroupAtCheckout: 'id: String name: String',
		_status: 'name: String',
	},
	uuid: { '': '_dummy: String' },
	time_period: { '': 'duration: Int! intervalId: String!' },
	raml_util_schemas_metadata_schema: {
		'': `createdByUserId: String createdByUsername: String createdDate: String! updatedByUserId: String
			updatedByUsername: String updatedDate: String`,
	},
	raml_util_schemas_tags_schema: { '': 'tagList: [String]' },
	raml_util_schemas_resultInfo_schema: {
		'': 'diagnostics: [$_diagnostics] facets: [$_facets] responseTime: Float totalRecords: Int',
		_diagnostics: 'code: String message: String module: String query: String recordCount: Int source: String',
		_facets: 'facetValues: [$_facets_facetValues] type: String',
		_facets_facetValues: 'count: Int',
	},
} as const satisfies Readonly<Record<string, TypeTemplate>>;

export type TemplateName = keyof typeof typeTemplates;

const searchElectronicAccess = 'linkText: String materialsSpecification: String publicNote: String relationshipId: String uri: String';
const searchMetadata = 'createdByUserId: String createdDate: String updatedByUserId: String updatedDate: String';
const searchNote = 'note: String staffOnly: Boolean';

/** mod-search's record. Its own parts carry no links; `holdingsRecords2` leads into the second family of types. */
export const searchTemplate: TypeTemplate = {
	'': `administrativeNotes: [String] alternativeTitles: [$_alternativeTitles] classifications: [$_classifications]
		contributors: [$_contributors] dates: $_dates discoverySuppress: Boolean electronicAccess: [$_electronicAccess]
		holdings: [$_holdings]! holdingsRecords2(limit: Int = 10): [@holdingsrecord] hrid: String id: String
		identifiers: [$_identifiers] indexTitle: String instanceFormatIds: [String] instanceTypeId: String isBoundWith: Boolean
		items: [$_items]! languages: [String] metadata: $_metadata modeOfIssuanceId: String natureOfContentTermIds: [String]
		notes: [$_notes] publication: [$_publication] series: [$_series] shared: Boolean source: String staffSuppress: Boolean
		statisticalCodeIds: [String] statusId: String subjects: [$_subjects] tags: $_tags tenantId: String title: String`,
	_alternativeTitles: 'alternativeTitle: String alternativeTitleTypeId: String authorityId: String',
	_classifications: 'classificationNumber: String classificationTypeId: String',
	_contributors: `authorityId: String contributorNameTypeId: String contributorTypeId: String contributorTypeText: String
		name: String primary: Boolean`,
	_dates: 'date1: String date2: String dateTypeId: String',
	_electronicAccess: searchElectronicAccess,
	_holdings: `administrativeNotes: [String] callNumber: String callNumberPrefix: String callNumberSuffix: String
		copyNumber: String discoverySuppress: Boolean electronicAccess: [$_holdings_electronicAccess]! formerIds: [String]
		holdingsTypeId: String hrid: String id: String metadata: $_holdings_metadata notes: [$_holdings_notes]!
		permanentLocationId: String sourceId: String statisticalCodeIds: [String] tags: $_holdings_tags tenantId: String`,
	_holdings_electronicAccess: searchElectronicAccess,
	_holdings_metadata: searchMetadata,
	_holdings_notes: searchNote,
	_holdings_tags: 'tagList: [String]',
	_identifiers: 'identifierTypeId: String value: String',
	_items: `accessionNumber: String administrativeNotes: [String] barcode: String chronology: String
		circulationNotes: [$_items_circulationNotes] copyNumber: String discoverySuppress: Boolean
		effectiveCallNumberComponents: $_items_effectiveCallNumberComponents effectiveLocationId: String
		electronicAccess: [$_items_electronicAccess] enumeration: String formerIds: [String] holdingsRecordId: String hrid: String
		id: String itemIdentifier: String itemLevelCallNumberTypeId: String materialTypeId: String
		metadata: $_items_metadata notes: [$_items_notes]! statisticalCodeIds: [String] status: $_items_status tags: $_items_tags
		tenantId: String volume: String`,
	_items_circulationNotes: searchNote,
	_items_electronicAccess: searchElectronicAccess,
	_items_metadata: searchMetadata,
	_items_notes: searchNote,
	_items_tags: 'tagList: [String]',
	_items_effectiveCallNumberComponents: 'callNumber: String prefix: String suffix: String typeId: String',
	_items_status: 'name: String',
	_metadata: searchMetadata,
	_notes: searchNote,
	_publication: 'dateOfPublication: String place: String publisher: String',
	_series: 'authorityId: String value: String',
	_subjects: 'authorityId: String sourceId: String typeId: String value: String',
	_tags: 'tagList: [String]',
};

/** The record of mod-search 1.6.4, which mod-graphql 1.11 to 1.13 is built with. */
export const earlySearchTemplate: TypeTemplate = {
	'': `alternativeTitles: [$_alternativeTitles] classifications: [$_classifications] contributors: [$_contributors]
		discoverySuppress: Boolean electronicAccess: [$_electronicAccess] holdings: [$_holdings]
		holdingsRecords2(limit: Int = 10): [@holdingsrecord] hrid: String id: String identifiers: [$_identifiers]
		indexTitle: String instanceFormatIds: [String] instanceTypeId: String isBoundWith: Boolean items: [$_items]
		languages: [String]
		metadata: $_metadata modeOfIssuanceId: String natureOfContentTermIds: [String] notes: [$_notes]
		publication: [$_publication] series: [String] source: String staffSuppress: Boolean statisticalCodeIds: [String]
		subjects: [String] tags: $_tags title: String`,
	_alternativeTitles: 'alternativeTitle: String alternativeTitleTypeId: String',
	_classifications: 'classificationNumber: String',
	_contributors: 'contributorNameTypeId: String name: String primary: Boolean',
	_electronicAccess: searchElectronicAccess,
	_holdings: 'discoverySuppress: Boolean hrid: String id: String permanentLocationId: String sourceId: String',
	_identifiers: 'identifierTypeId: String value: String',
	_items: 'barcode: String discoverySuppress: Boolean effectiveLocationId: String hrid: String id: String status: $_items_status',
	_items_status: 'name: String',
	_metadata: searchMetadata,
	_notes: searchNote,
	_publication: 'dateOfPublication: String publisher: String',
	_tags: 'tagList: [String]',
};
