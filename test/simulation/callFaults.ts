/** What may happen to a call, in the words of the report. */
export const faults = {
	refused: 'the connection is refused',
	lostBefore: 'the connection is lost before ReShare gets the call',
	lostAfter: 'ReShare handles the call, and the connection is lost before the answer',
	storedLate: 'the connection is lost, and ReShare handles the call only later',
	silence: 'ReShare never gets the call, and no answer comes',
	silenceAfter: 'ReShare handles the call, and no answer comes',
	busy: 'a gateway says that ReShare is busy, which never gets the call',
	busyAfter: 'ReShare handles the call, and a gateway says that it is busy',
	error: 'a gateway answers with an error, and ReShare never gets the call',
	errorAfter: 'ReShare handles the call, and a gateway answers with an error',
	page: 'a proxy answers with a page, and ReShare never gets the call',
	pageAfter: 'ReShare handles the call, and a proxy answers with a page',
	text400: 'a proxy answers 400, and ReShare never gets the call',
	text400After: 'ReShare handles the call, and a proxy answers 400',
	truncated: 'half of the answer is lost',
	slow: 'the call is slow',
} as const;
export type Fault = keyof typeof faults;
export const faultNames = Object.keys(faults) as Fault[];
