/** Marks in the text of messages that ReShare's systems write for each other. */
export const marks = {
	addLoanCondition: '#ReShareAddLoanCondition#',
	agreeLoanCondition: '#ReShareLoanConditionAgreeResponse#',
	rejectLoanCondition: '#ReShareLoanConditionRejectResponse#',
	awaitingConditionConfirmed: '#ReShareSupplierAwaitingConditionConfirmation#',
	conditionsAssumedAgreed: '#ReShareSupplierConditionsAssumedAgreed#',
} as const;
