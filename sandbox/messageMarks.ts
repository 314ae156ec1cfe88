/** ReShare's systems write these marks for each other into the text of messages. */
export const messageMarks = {
	addLoanCondition: '#ReShareAddLoanCondition#',
	agreeLoanCondition: '#ReShareLoanConditionAgreeResponse#',
	rejectLoanCondition: '#ReShareLoanConditionRejectResponse#',
	awaitingConditionConfirmed: '#ReShareSupplierAwaitingConditionConfirmation#',
	conditionsAssumedAgreed: '#ReShareSupplierConditionsAssumedAgreed#',
} as const;
