/** What staff do about a request that does not go on by itself, as sentences. Their translations are found by the names of the fields. */
export const advice = {
	checkRequest: 'Open the request and see what it waits for.',
	readHistory: 'Open the request and read its history: ReShare could not go on.',
	approvePatron: 'Check the patron ID, then approve the request as it is, correct it, or cancel it.',
	letPatronPass: 'Check the patron ID, then let the patron pass, correct it, or cancel the request.',
	requestForOtherPatronId: 'Check the patron ID, and make the request again if it was only mistyped.',
	decideOnLimit: 'Let the patron exceed the limit, or close the request.',
	approveDuplicate: 'Find out whether the patron asked for this title twice by mistake, then approve or cancel.',
	sendDuplicate: 'Find out whether the patron asked for this title twice by mistake, then send or close the request.',
	addRecord: 'Find the record in the shared inventory and add it to the request.',
	addRecordAndSend: 'Find the record in the shared inventory, add its ID to the request, and send it.',
	lookInOwnLibrary: 'Look whether your own library can give the item to the patron.',
	askLenderOtherwise: 'Ask the lender by another way, or go on to the next one.',
	answerConditions: 'Accept or reject the conditions of the lender.',
	readCondition: 'Read the condition of the lender: it was set beside the usual answers.',
	sendAgain: 'Send the request again as the lender proposes, or do not.',
	findWhyAborted: 'Open the request and see why it was aborted, then cancel it or ask again.',
	bringBack: 'Ask the patron to bring the item back: its library wants it.',
	readMessage: 'Read and answer the message from the other library.',
	sendItem: 'Send the item: the borrower agrees to your conditions.',
	chooseItem: 'Choose the item to send.',
	answerCancellation: 'Say whether the request can still be canceled: the borrower wants that.',
	answerRenewal: 'Say whether the borrower may keep the item longer.',
} as const;

export type AdviceName = keyof typeof advice;
export type Advice = (typeof advice)[AdviceName];
