import { toPatronRequest } from '../../../../reshare/requests/crosslink/toPatronRequest';
import { locatedSupplierSchema, schemaOfRowWithRaw } from '../../../../reshare/requests/crosslink/schemas';
import { StateModel } from '../../../../reshare/requests/crosslink/stateModel';

it('a supplier that the request names by its symbol gets its name from the rota', () => {
	const { row } = schemaOfRowWithRaw.parse({ id: 'names-1', side: 'borrowing', state: 'SUPPLIER_LOCATED', supplierSymbol: 'ISIL:US-WEST' });
	const suppliers = [
		locatedSupplierSchema.parse({ supplierSymbol: 'ISIL:US-WEST', supplierName: 'West Library', supplierStatus: 'selected' }),
	];
	expect(toPatronRequest(row, { suppliers }, { tenant: 'east', model: new StateModel(), now: 0 }).supplier).toBe('West Library');
});
