import { createCountFormatter } from '../formatInLanguage';
import { actionKinds, actionTable } from '../../reshare/requests/model/actions';
import { advice } from '../../reshare/requests/model/advice';
import { enListMessages } from '../lists/en';
import { enPageMessages } from '../pages/en';
import { enSystemMessages } from '../systems/en';
import type { Messages } from './Messages';

const counted = createCountFormatter('en');
export const enMessages: Messages = {
	patron: {
		freeCopy: {
			subject: 'Free to read: {title}',
			text: 'You can read "{title}" for free using the link below. We have therefore not asked another library for it.\n\nIf it is not what you need, reply to this email.',
		},
		requested: {
			subject: 'Requested: {title} ({number})',
			text: 'We have asked other libraries for this item. {whatNext}',
		},
		checkReference: {
			subject: 'Where did you find this? {title}',
			text: 'We looked for "{title}" in the libraries of our consortium, and found nothing like it.\n\nPlease tell us where you found the reference. Was it on a reading list, on a web page, or from an assistant such as a chatbot? Chatbots sometimes cite works that do not exist. If you send us a copy of the page where you found it, we can search further.',
		},
		anotherWay: {
			subject: 'Trying another way: {title}',
			text: 'We could not borrow this item from another library of our consortium. {why}\n\n{otherWay}',
		},
		isbnNotValid: {
			subject: 'Please check the ISBN: {title}',
			text: 'We have not requested this item yet, because the ISBN {isbn} is not right: a digit may be missing or mistyped.\n\nPlease submit your request again with the right number, or without one.',
		},
		tooManyOpen: {
			subject: 'Not requested: {title}',
			text: 'You already have as many open requests as our library allows at a time, so we have not requested "{title}" for you.\n\nPlease submit your request again once one of them is complete.',
		},
		copyrightLimit: {
			subject: 'We are checking: {title} ({number})',
			text: 'Thank you for your request. Copyright rules limit how many articles from recent issues of {journal} our library may order in a year. We have not ordered this article yet. Our staff are looking for another way and will write to you. There is nothing you need to do now.',
		},
		lookedInto: {
			subject: 'We are checking: {title} ({number})',
			text: 'Thank you for your request. Our staff are checking it and will write to you. There is nothing you need to do now.',
		},
		notAvailable: {
			subject: 'Not available: {title}',
			text: 'We looked for this item in the libraries of our consortium, and cannot borrow it for you. {why}\n\nIf you still need it, reply to this email: there may be other ways to get it.',
		},
		expectsToSupply: {
			subject: 'Lender found: {title} ({number})',
			text: 'Another library plans to send us this item. Judging by how long that library usually takes, it should be here by {expectedArrival}.\n\nPlease wait until we tell you that it is here.',
		},
		cancelRefused: {
			subject: 'Not canceled: {title} ({number})',
			text: 'We could not cancel this request: the lending library still plans to send us the item. If you no longer need it, reply to this email.',
		},
		shipped: {
			subject: 'On its way: {title} ({number})',
			text: 'The lending library has sent us this item. Judging by how long that library usually takes, it should be here by {expectedArrival}.\n\nPlease wait until we tell you that it is here.',
		},
		received: {
			subject: 'Ready for pickup: {title} ({number})',
			text: 'This item is here for you. Please pick it up by {holdUntil}.',
		},
		documentDelivered: {
			subject: 'Your copy is here: {title} ({number})',
			text: 'The copy that you asked for has arrived. {howToGetIt}',
		},
		loanedDigitally: {
			subject: 'Digital loan: {title} ({number})',
			text: 'The lending library has lent you this item in digital form. {howToGetIt} Your access ends on {dueDate}.',
		},
		renewed: {
			subject: 'Renewed: {title} ({number})',
			text: 'You can keep this item longer: its loan has been renewed. The new due date is {dueDate}.',
		},
		lost: {
			subject: 'Marked as lost: {title} ({number})',
			text: 'This item has been marked as lost. The library that owns it may ask you to replace it or to pay for it.\n\nIf you still have the item, or if this is a mistake, reply to this email as soon as you can.',
		},
		overdue: {
			subject: 'Overdue: {title} ({number})',
			text: 'This item was due back on {dueDate}. Please bring it back as soon as you can. If you have already brought it back, thank you: you need not do anything else.',
		},
		recalled: {
			subject: 'Please return now: {title} ({number})',
			text: 'The library that owns this item needs it back early. Please bring it back as soon as you can, even if it is not due yet.',
		},
		returnShipped: {
			subject: 'Sent back: {title} ({number})',
			text: 'We have sent this item back to the library that owns it. Thank you for returning it.',
		},
		complete: {
			subject: 'Your loan is complete: {title} ({number})',
			text: 'The library that owns this item has it back. There is nothing left for you to do.',
		},
		closed: {
			subject: 'Request closed: {title} ({number})',
			text: 'Your request for this item is closed. If you did not expect this, reply to this email.',
		},
		endOfRota: {
			subject: 'No lender found: {title} ({number})',
			text: 'We are sorry: none of the libraries that own this item can lend it now.\n\nIf you still need it, reply to this email: there may be other ways to get it.',
		},
		cancelled: {
			subject: 'Canceled: {title} ({number})',
			text: 'Your request for this item has been canceled. If you did not expect this, reply to this email.',
		},
		reminder: {
			subject: 'Due soon: {title} ({number})',
			text: 'Please bring this item back by {dueDate}. If you need it longer, reply to this email as soon as you can, and we will ask for a renewal.',
		},
		firstLetter: {
			subject: 'Overdue: {title} ({number})',
			text: 'This item was due back on {dueDate}. Please bring it back as soon as you can. If you have already brought it back, thank you: you need not do anything else.',
		},
		secondLetter: {
			subject: 'Second notice, overdue: {title} ({number})',
			text: 'This item was due back on {dueDate}. It belongs to another library, which is waiting for it and may charge a fee. Please bring it back now.',
		},
		thirdLetter: {
			subject: 'Final notice, overdue: {title} ({number})',
			text: 'This item was due back on {dueDate}, and this is our final notice. The library that owns it may ask you to replace it or to pay for it. Please bring it back now, or reply to this email.',
		},
		other: {
			subject: 'In progress: {title} ({number})',
			text: 'We are still working on your request. There is nothing you need to do now. {whatNext}',
		},
	},
	staff: {
		noAddress: {
			subject: 'Please pass on: {title} ({number})',
			text: 'The message below was not sent to the patron: there is no email address, there is more than one, or your own system has not confirmed the patron.\n\n{whatToDo}',
			whatToDo: 'Please pass this message on to the patron.',
		},
		notDelivered: {
			subject: 'Message not delivered: {title} ({number})',
			text: 'The message below could not be delivered to {reader}.\n\n{whatToDo}',
			whatToDo: 'Please make sure that the patron gets the message in another way.',
		},
		notPlaced: {
			subject: 'Nobody was notified: {title} ({number})',
			text: 'Write Notices received a result for which it has no notice. Nobody else was notified.\n\n{cause}\n\n{whatToDo}',
			whatToDo:
				'Handle the request by hand, and check the workflow: the connection that leads to Write Notices should probably lead to another node.',
		},
		requestDetails: {
			subject: 'Details from the form: {title} ({number})',
			text: '{cause}\n\nReShare did not get everything that was typed into the form.\n\n{whatToDo}',
			whatToDo: 'Read the following, and do what it asks for.',
		},
		workflowFailed: {
			subject: 'Workflow failed: {workflow}',
			text: 'The workflow stopped at the node {node}.\n\n{whatToDo}',
			whatToDo: 'Open the execution. Once the cause is fixed, "Retry" goes on from where it stopped. Nothing is requested twice.',
		},
		couldNotAsk: {
			subject: 'Could not be processed: {title} ({number})',
			text: 'ReShare did not answer, or something that it needs is missing or wrong. The error message is below.\n\n{whatToDo}',
			whatToDo: 'Correct the cause, or wait until ReShare answers again. Then send the request again, or make it by hand.',
		},
		lookAtWish: {
			subject: 'Please check a request: {title}',
			text: '{cause}\n\n{whatToDo}',
			whatToDo: 'Ask the patron what is meant, and make the request by hand.',
		},
		chooseRecord: {
			subject: 'Choose a record: {title}',
			text: '{cause}\n\n{whatToDo}',
			whatToDo: 'Choose the record that the patron means, and make the request. If it is none of them, write to the patron.',
		},
		checkReference: {
			subject: 'Does it exist? {title}',
			text: '{cause}\n\n{whatToDo}',
			whatToDo:
				'First check whether the work exists: the reference may be wrong or invented. If it does, look for another way to get it; if not, write to the patron.',
		},
		notAvailable: {
			subject: 'Find another source: {title}',
			text: '{cause}\n\n{whatToDo}',
			whatToDo: 'Find another source, and write to the patron.',
		},
		copyrightLimit: {
			subject: 'Copy needs approval: {title}',
			text: '{cause}\n\n{whatToDo}',
			whatToDo:
				'Decide whether this copy may be ordered, for example by paying a fee to the publisher. If it may, approve it. If not, get it another way or write to the patron.',
		},
		lookAtRequest: {
			subject: 'Please check: {title} ({number})',
			text: '{cause}\n\n{whatToDo}',
			whatToDo: 'Open the request in ReShare, decide, and write to the patron.',
		},
		notCreated: {
			subject: 'Not requested: {title} ({number})',
			text: '{cause}\n\n{whatToDo}',
			whatToDo: 'Correct what is wrong or find another source, and write to the patron.',
		},
		actionNotDone: {
			subject: 'Action not done: {title} ({number})',
			text: '{cause}\n\n{whatToDo}',
			whatToDo: 'Open the request in ReShare, and do by hand what is still to be done.',
		},
		ruleWouldAnswer: {
			subject: 'Confirm the response: {title} ({number})',
			text: '{cause}\n\n{whatToDo}',
			whatToDo: 'Send this response, or give another one in ReShare.',
		},
		ruleLeftToStaff: {
			subject: 'Needs a response: {title} ({number})',
			text: '{cause}\n\n{whatToDo}',
			whatToDo: 'Respond to the request in ReShare.',
		},
		unreadMessage: {
			subject: 'Unread message: {title} ({number})',
			text: 'The other library has sent a message about this request.\n\n{whatToDo}',
			whatToDo: 'Read and answer the message from the other library.',
		},
		conditionsAnswered: {
			subject: 'Conditions accepted: {title} ({number})',
			text: '{whatToDo}',
			whatToDo: 'Send the item: the borrower agrees to your conditions.',
		},
		endOfRota: {
			subject: 'No lender found: {title} ({number})',
			text: 'None of the libraries of the consortium can lend this item.\n\n{problem}\n\n{whatToDo}',
			whatToDo: 'Find another source, and write to the patron.',
		},
		needsStaff: {
			subject: 'Action needed: {title} ({number})',
			text: 'This request cannot go on until you act.\n\n{whatToDo}',
			whatToDo: 'Open the request and see what it waits for.',
		},
		other: {
			subject: 'New status: {title} ({number})',
			text: 'The status of this request has changed.\n\n{whatToDo}',
			whatToDo: '',
		},
	},
	greeting: 'Hello,',
	inOwnLibrary: {
		subject: 'In our own library: {title}',
		text: 'We do not need to borrow this item for you: our own library has it. Please look for it in our catalog.\n\nIf you cannot use our copy, reply to this email: there may be other ways to get it.',
	},
	questions: 'If you have questions, reply to this email. Please mention request number {number}.',
	closing: 'Kind regards,',
	labels: {
		action: 'Action',
		citation: 'Citation',
		title: 'Title',
		author: 'Author',
		journal: 'In',
		isbn: 'ISBN',
		issn: 'ISSN',
		oclcNumber: 'OCLC number',
		year: 'Published',
		edition: 'Edition',
		volume: 'Volume',
		issue: 'Issue',
		pages: 'Pages',
		language: 'Language',
		note: 'Note to the lender',
		staffNote: 'Note for staff',
		number: 'Request number',
		reference: 'Your own number',
		status: 'Status in ReShare',
		reason: 'Reason',
		message: 'Message',
		patronSubject: 'Subject',
		conditions: 'Conditions',
		explanation: 'Details',
		error: 'Error message',
		patron: 'Library card number',
		patronName: 'Patron',
		patronEmail: 'Email',
		pickupLocation: 'Pickup location',
		pickupHours: 'Hours',
		holdUntil: 'Kept for you until',
		dueDate: 'Due back on',
		supplier: 'Lending library',
		borrower: 'Borrowing library',
		neededBy: 'Needed by',
		since: 'Date and time',
	},
	colon: ': ',
	quotes: ['"', '"', "'", "'"],
	links: {
		confirm: 'Send this response',
		cancel: 'Cancel this request',
		request: 'Open the request in ReShare',
		document: 'Read it here',
		execution: 'Open the execution in n8n',
		choose: 'Choose the record here',
		approve: 'Approve the copy here',
	},
	causes: {
		search: {
			onlyMatch: 'One record matches, and another library lends this title.',
			bestOfSeveral: 'Several records match, and the best of them was chosen.',
			titleOnly: 'A record was found by its title alone, so it may be another work.',
			recordDoesNotFit: 'The record that was found does not agree with the request.',
			otherEdition: 'Other libraries lend only another edition or another record of this title.',
			volumeMissing: 'This is a work in several volumes, and the request does not say which volume is wanted.',
			otherVolume: 'It is not certain that another library lends the volume that was requested.',
			severalRecords: 'Several records match equally well.',
			policyUnknown: 'It could not be read whether some of the libraries lend this title.',
			answersPartial: 'The shared inventory could not be read in full, so a better record may be missing.',
			notSeenByReShare: 'Other libraries lend this title, but ReShare would not ask any of them.',
			heldByOwnLibrary: 'Your own library has this title.',
			isbnNotValid: 'The ISBN of the request is not valid.',
			badInput: 'The request contains nothing that can be searched for.',
			lookUpFailed: 'The shared inventory could not be searched.',
			nothingFound: 'The shared inventory has no record of this title.',
			nobodyLends: 'No other library lends this title.',
			noneChosen: 'None of the records that were found is the right one.',
		},
		request: {
			created: 'The request was made.',
			patronNotValid: "Your library's system did not confirm the patron.",
			tooManyOpen: 'The patron already has as many open requests as your library allows. Nothing was sent.',
			patronAtLimit: 'The patron has as many open requests as your library allows.',
			possibleDuplicate: 'ReShare is holding the request: it may be a duplicate of another one.',
			copyrightLimit:
				'Your library has already requested {counted} copies from recent issues of this journal this year, so one more needs approval. Nothing was sent.',
			copiesNotCounted:
				'It could not be read how many copies from recent issues of this journal were requested this year, so nothing was sent. Make the request again once ReShare answers.',
			blankForm: 'ReShare is holding the request: it is not linked to a record of the shared inventory.',
			locallyAvailable: 'ReShare is holding the request: your own library may have the item.',
			reshareError: 'ReShare could not process the request.',
			twoRequests: 'There are two requests for the same item. Please cancel one of them.',
			otherLibrary: "The request was made in another library's ReShare.",
			unclear: 'It is not known whether the request was made. Please check ReShare before you make it again.',
			duplicate: 'The patron already has an open request for this item. Its request number: {number}.',
			unknownPickupLocation: 'ReShare does not know the pickup location.',
			referenceAlreadyUsed: 'Your own number for this request belongs to another request already. Its request number: {number}.',
			badInput: 'Something in the request is missing or wrong.',
			resolverRefused: 'The OpenURL resolver did not accept the request.',
			endOfRota: 'ReShare found no library that can lend this item.',
			cancelled: 'The request was canceled at once.',
			filledLocally: 'Your own library fills the request.',
			closed: 'The request was closed at once.',
		},
		action: {
			done: 'The action was done.',
			allowedNow: 'The request allows this action now.',
			notAllowedNow: 'The request does not allow this action now.',
			furtherConditions: 'The lender has set conditions that nobody has seen yet. They were not accepted.',
			incomplete: 'A setting of the action is missing or wrong.',
			otherSide: 'This action is not for requests of this kind, borrowing or lending.',
			notOffered: "Your library's ReShare does not offer the action below.",
			refused: 'ReShare refused the action.',
			notSent: 'The action was not sent.',
			unclear: 'It is not known whether the action was done.',
			notFound: 'There is no such request.',
			severalRequests: 'Several open requests have this number, so nothing was done.',
		},
		blockers: {
			actionUnderWay: 'Another action on this request is still under way. Please try again in a minute.',
			actionBrokenOff: 'CrossLink broke off an earlier action. Until whoever runs CrossLink has ended it, the request allows no other.',
			duplicateAgain:
				'CrossLink would take the request for a duplicate again. Please cancel it, or wait until the other request is old enough.',
			otherLibraryActs:
				'CrossLink would write to a library that no longer has the request. Please try again when the present one has answered.',
			alreadyRequestedAgain: 'The item has been requested again already.',
			waitsForOtherLibrary:
				'The request allows no action at this moment. It may be waiting for the other library: please try again in a minute.',
			otherStatus: 'The request does not allow this action in its present status.',
			changedMeanwhile: 'The request has changed since it was read, so nothing was sent.',
		},
		rules: {
			ruleFits: 'The lending rule {rule} fits. The response would be: {answer}. Nothing has been sent yet.',
			ruleLeavesIt: 'This lending rule leaves the request to you: {rule}.',
			noRuleFits: 'No lending rule fits this request.',
			notRead: 'A lending rule could not be applied, because something that it checks could not be read. The rule: {rule}.',
			stopped: 'Your lending rules have stopped, so that you can review their responses.',
			changedSince: 'The request or the rule has changed, so that the confirmed response was not sent.',
			notPossible: 'The request does not allow the response of the lending rule. The rule: {rule}.',
			unclear: "It is not known whether the lending rule's response was sent. The rule: {rule}.",
			notWaiting: 'The request does not wait for a response.',
			statusNotKnown: 'The request has a status that the lending rules do not know.',
		},
	},
	actions: Object.fromEntries(actionKinds.map((kind) => [kind, actionTable[kind].label])) as Messages['actions'],
	advice,
	conditions: {
		LibraryUseOnly: 'library use only',
		NoReproduction: 'no copies may be made',
		SignatureRequired: 'signature required',
		SpecCollSupervReq: 'supervised use in special collections only',
		WatchLibraryUseOnly: 'supervised use in the library only',
	},
	setOn: (moment) => `set on ${moment}`,
	refusals: {
		OnLoan: 'on loan',
		InUse: 'in use',
		NotOnShelf: 'not on the shelf',
		NotHeld: 'not held',
		NotAvailable: 'not available',
		NonCirculating: 'does not circulate',
		PolicyProblem: 'against its policy',
		PoorCondition: 'in poor condition',
		Other: 'another reason',
	},
	lists: enListMessages,
	pages: enPageMessages,
	systems: enSystemMessages,
	headings: {
		formFields: 'Also on the form',
		warnings: 'Not sent as typed',
		candidates: 'Records that match',
		refusals: 'Libraries that declined',
		otherRequests: 'Requests that count this year',
		forms: 'Forms, filled in',
	},
	candidate: {
		noDate: 'no date',
		lenders: (count) => counted(count, '# lender', '# lenders'),
		lending: {
			partlyRead: 'some lending policies could not be read',
			notRead: 'its lending policies could not be read',
			notSeenByReShare: 'ReShare would not ask these libraries',
			noLibraryNamed: 'lendable, but its location names no library',
			notHeld: 'no library holds it',
			ownLibraryOnly: 'only your own library holds it',
			notLent: 'no other library lends it',
		},
	},
	why: {
		nothingFound: 'None of them has it.',
		nobodyLends: 'No other library lends it.',
		ownLibrary: 'Our own library has it: please look for it in our catalog.',
	},
	otherWay: {
		usual: 'Our staff are looking for another way to get it and will write to you.',
		ownLibrary: 'If you cannot use our copy, you need not do anything: our staff are looking for another way and will write to you.',
	},
	whatNext: 'We will write again as soon as there is news.',
	howToGetIt: {
		here: 'You can read it using the link below.',
		withoutLink: 'If you have not received it yet, reply to this email.',
		askUs: 'It came with a link that we cannot pass on: please reply to this email.',
	},
	chooseOnPage:
		'Open the page below and choose the record that the patron means: it is then requested. If it is none of them, choose "{none}": nothing is requested then.',
	sentToTester: 'A test: otherwise this would go to {reader}. See Send Everything To in the ReShare Library Profile.',
	isTest: 'This was made from a test event. Nothing has changed.',
	testMark: '[Test]',
	unknownLibrary: 'Unknown library',
};
