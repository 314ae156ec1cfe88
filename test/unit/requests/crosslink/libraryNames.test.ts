import { toPatronRequest } from '../../../../reshare/requests/crosslink/toPatronRequest';
import { crossLinkRowSchema, locatedSupplierSchema } from '../../../../reshare/requests/crosslink/schemas';
import { StateModel } from '../../../../reshare/requests/crosslink/stateModel';

it('a supplier that a CrossLink request names only by its symbol is shown by the name in the rota', () => {
	const row = crossLinkRowSchema.parse({ id: 'names-1', state: 'SUPPLIER_LOCATED', supplierSymbol: 'ISIL:US-WEST' });
	const suppliers = [
		locatedSupplierSchema.parse({ supplierSymbol: 'ISIL:US-WEST', supplierName: 'West Library', supplierStatus: 'selected' }),
	];
	expect(toPatronRequest(row, { suppliers }, { tenant: 'east', model: new StateModel(), libraryNames: new Map() }).supplier).toBe(
		'West Library',
	);
});
