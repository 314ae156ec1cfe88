import { buildInstanceId } from './inventory/recordIds';
import { clusterIdOf } from './reservoir/createReservoir';

/** What a supplier does with a request for one title. `controlPage/words.json` explains each scenario. */
export type SupplierScenario =
	| { readonly kind: 'fill' }
	| { readonly kind: 'shipsAtOnce' }
	| { readonly kind: 'unfilled'; readonly reason: string; readonly note?: string }
	| { readonly kind: 'lateUnfilled'; readonly reason: string }
	| { readonly kind: 'conditional'; readonly condition: string; readonly note?: string; readonly cost?: number }
	| { readonly kind: 'overdue' }
	| { readonly kind: 'silent' }
	| { readonly kind: 'byHand' }
	| { readonly kind: 'refusesCancel' }
	| { readonly kind: 'onOwnShelf' };

export interface ScenarioRule {
	/** The supplier's symbol without authority; absent: every supplier. */
	readonly supplier?: string;
	/** The title's id in the shared inventory; absent: every title. */
	readonly instanceId?: string;
	readonly scenario: SupplierScenario;
}

/** The number of a title that all its lenders refuse: The name of the rose. */
const refusedByAll = 2;
/** The number of a title of which East Harbor finds its own copy on the shelf: The stranger. */
const onTheShelf = 17;

/** Makes the same rule for the title's record in FOLIO's inventory and for its cluster in Reservoir. */
function ofTitle(recordNumber: number, supplier: string, scenario: SupplierScenario): ScenarioRule[] {
	return [buildInstanceId(recordNumber), clusterIdOf(recordNumber)].map((id) => ({ supplier, instanceId: id, scenario: scenario }));
}

/** The scenarios of the lending libraries. Libraries that are not named here fill every request. */
const usualScenarios: readonly ScenarioRule[] = [
	...ofTitle(refusedByAll, 'US-LAKE', { kind: 'unfilled', reason: 'OnLoan' }),
	...ofTitle(refusedByAll, 'US-SOUTH', { kind: 'unfilled', reason: 'PolicyProblem', note: 'Held for a course this term.' }),
	...ofTitle(onTheShelf, 'US-EAST', { kind: 'onOwnShelf' }),
	{ supplier: 'US-MOOR', scenario: { kind: 'unfilled', reason: 'OnLoan' } },
	{ supplier: 'US-HILL', scenario: { kind: 'unfilled', reason: 'NotOnShelf', note: 'Looked twice, not on the shelf.' } },
	{
		supplier: 'US-VALE',
		scenario: { kind: 'conditional', condition: 'LibraryUseOnly', note: 'Please keep the volume in your reading room.' },
	},
	{ supplier: 'US-COAST', scenario: { kind: 'overdue' } },
	{ supplier: 'US-ISLE', scenario: { kind: 'silent' } },
];

/** Finds scenarios. A rule for supplier and title has priority over one for the title, and that over one for the supplier. */
export class ScenarioBook {
	private rules: ScenarioRule[] = [...usualScenarios];

	set(rule: ScenarioRule): void {
		this.rules = this.rules.filter((other) => other.supplier !== rule.supplier || other.instanceId !== rule.instanceId);
		this.rules.push(rule);
	}

	/** Makes all other libraries refuse. This one does nothing by itself, so that its requests wait for a person. */
	leaveTo(supplier: string): void {
		this.rules = [{ supplier, scenario: { kind: 'byHand' } }, { scenario: { kind: 'unfilled', reason: 'InUse' } }];
	}

	reset(): void {
		this.rules = [...usualScenarios];
	}

	of(supplier: string, instanceId: string | undefined): SupplierScenario {
		const fits = (rule: ScenarioRule) =>
			(rule.supplier === undefined || rule.supplier === supplier) && (rule.instanceId === undefined || rule.instanceId === instanceId);
		const weight = (rule: ScenarioRule) => (rule.instanceId === undefined ? 0 : 2) + (rule.supplier === undefined ? 0 : 1);
		const [best] = this.rules.filter(fits).sort((left, right) => weight(right) - weight(left));
		return best?.scenario ?? { kind: 'fill' };
	}
}
