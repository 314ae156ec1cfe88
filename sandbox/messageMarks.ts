/** The marks that ReShare's systems write into messages for each other. */
export const messageMarks = {
	addLoanCondition: '#ReShareAddLoanCondition#',
	agreeLoanCondition: '#ReShareLoanConditionAgreeResponse#',
	rejectLoanCondition: '#ReShareLoanConditionRejectResponse#',
	awaitingConditionConfirmed: '#ReShareSupplierAwaitingConditionConfirmation#',
	conditionsAssumedAgreed: '#ReShareSupplierConditionsAssumedAgreed#',
} as const;
