import { enLists } from '../lists/en';
import { enPages } from '../pages/en';
import { enSystems } from '../systems/en';
import type { Messages } from './Messages';

export const en: Messages = {
	patron: {
		freeCopy: {
			subject: 'You can read it for free: {title}',
			text: '"{title}" is free to read. The link is below.\n\nWe have not asked another library for it. If it is not what you need, please write to {ourAddress}.',
		},
		requested: {
			subject: 'Your request {number}: {title}',
			text: 'We have asked other libraries for "{title}".\n\nYour request has the number {number}. {whatNext}',
		},
		checkReference: {
			subject: 'Where did you find this? {title}',
			text: 'We looked for "{title}" in the libraries of our consortium, and found nothing like it.\n\nPlease tell us where you found the reference: a list of literature, a web page, an assistant such as a chatbot? Chatbots also name works that do not exist. With a copy of the place we can look further.',
		},
		anotherWay: {
			subject: 'We are trying another way: {title}',
			text: 'We could not request "{title}" directly from another library of our consortium.\n\nOur staff are looking for another way and will write to you.',
		},
		isbnNotValid: {
			subject: 'Please check the ISBN: {title}',
			text: 'Nothing was requested yet. The ISBN {isbn} is not right: perhaps a digit is missing or mistyped.\n\nPlease ask again with the right number, or without one.',
		},
		lookedInto: {
			subject: 'We are looking into it: {title}',
			text: 'Thank you for asking for "{title}".\n\nOur staff are looking into it and will write to you.',
		},
		notAvailable: {
			subject: 'Not available: {title}',
			text: 'We looked for "{title}" in the libraries of our consortium.\n\n{why}\n\nPlease ask at the desk if you need it; there may be other ways.',
		},
		expectsToSupply: {
			subject: 'A library plans to send your item',
			text: 'Good news: another library plans to send this item to us. It is {supplier}. Most loans from there arrive by {expectedArrival}. We will write again when it is on its way.',
		},
		cancelRefused: {
			subject: 'Your request could not be canceled',
			text: 'This request could not be canceled: the lending library still plans to send this item to us. It is {supplier}. We will write again when it is on its way.',
		},
		shipped: {
			subject: 'Your item is on its way to us',
			text: 'The lending library has sent this item to us. It comes from {supplier}. It is not here yet: please wait until you hear that it has arrived. Most loans from there arrive by {expectedArrival}.',
		},
		received: {
			subject: 'Your item has arrived',
			text: 'This item is here for you. You can pick it up at: {pickupLocation}. It is due back on {dueDate}.',
		},
		documentDelivered: {
			subject: 'Your copy has arrived: {title}',
			text: 'The copy that you asked for has arrived. {howToGetIt}',
		},
		overdue: {
			subject: 'Your item is overdue',
			text: 'This item is overdue. It was due back on {dueDate}. Please bring it back as soon as you can.',
		},
		recalled: {
			subject: 'Your item has been recalled',
			text: 'The library that lent this item needs it back. Please bring it back as soon as you can.',
		},
		returnShipped: {
			subject: 'Your item is on its way back',
			text: 'We have sent this item back to the library that lent it. Thank you for returning it.',
		},
		complete: {
			subject: 'Your loan is complete',
			text: 'The library that lent this item has received it back. There is nothing more for you to do.',
		},
		closed: {
			subject: 'Your request is closed',
			text: 'Your request for this item is closed. If you did not expect this, please ask us.',
		},
		endOfRota: {
			subject: 'We could not find a library that lends your item',
			text: 'We are sorry: none of the libraries that own this item can lend it now. Our staff will look for another way and will write to you.',
		},
		cancelled: {
			subject: 'Your request has been canceled',
			text: 'Your request for this item has been canceled. If you did not expect this, please ask us.',
		},
		reminder: {
			subject: 'Your loan is due soon',
			text: 'This item is due back on {dueDate}. Please bring it back by then. If you need it longer, please ask us before that day.',
		},
		firstLetter: {
			subject: 'Your loan is overdue',
			text: 'This item was due back on {dueDate}. Please bring it back as soon as you can. If you have already brought it back, thank you, and please ignore this email.',
		},
		secondLetter: {
			subject: 'Second notice: your loan is overdue',
			text: 'This item was due back on {dueDate}. It belongs to another library, which is waiting for it. Please bring it back now.',
		},
		thirdLetter: {
			subject: 'Final notice: your loan is overdue',
			text: 'This item was due back on {dueDate}. This is our final notice. The library that owns the item may ask for it to be replaced. Please bring it back now, or speak to us.',
		},
		other: {
			subject: 'Your request has a new status',
			text: 'The status of your request has changed.',
		},
		pageCanceled: {
			subject: 'The request is canceled',
			text: '{title}, {number}. No library will send the item.',
		},
		pageAskedToCancel: {
			subject: 'We are asking whether it can be canceled',
			text: '{title}, {number}. A library is already working on the request, so we ask it first. If the item is on its way already, it will still come.',
		},
		pageNotCanceled: {
			subject: 'The request was not canceled',
			text: '{title}, {number}. It cannot be canceled now, for instance because the item is on its way, is here already or has been canceled before. If you need help, please ask: {ourAddress}.',
		},
		pageNotSure: {
			subject: 'We do not know yet whether it was canceled',
			text: '{title}, {number}. Before you try again, please ask: {ourAddress}.',
		},
		pageNoSuchRequest: {
			subject: 'There is no such request',
			text: 'There is no request of this number that you can cancel here. Please check the number and the card. If you need help, please ask: {ourAddress}.',
		},
		pageTryLater: {
			subject: 'Please try again later',
			text: 'The request was not canceled: ReShare could not be reached, or there were too many wrong numbers. Please try again in an hour. If you need help, please ask: {ourAddress}.',
		},
	},
	staff: {
		noAddress: {
			subject: 'Please tell a patron: {patronSubject}',
			text: 'This was not sent to the patron: there is no email address, it is not exactly one address, or your own system has not confirmed the patron.\n\n{whatToDo}',
			whatToDo: 'Tell the patron the following.',
		},
		notDelivered: {
			subject: 'Not delivered: {patronSubject}',
			text: 'This email to {reader} could not be delivered: {error}\n\n{whatToDo}',
			whatToDo: 'Please pass this on.',
		},
		workflowFailed: {
			subject: 'A workflow failed: {workflow}',
			text: 'It stopped at {node}.\n\n{error}\n\n{whatToDo}',
			whatToDo: 'Open the execution. Once the cause is fixed, Retry continues from where it stopped. Nothing is requested twice.',
		},
		couldNotAsk: {
			subject: 'A request is waiting: {title}',
			text: 'This could not be done.\n\n{error}\n\n{whatToDo}',
			whatToDo: 'Put right what is named, or wait until ReShare answers. Then have it asked for again, or make the request by hand.',
		},
		lookAtWish: {
			subject: 'Please review a request: {title}',
			text: '{explanation}\n\n{whatToDo}',
			whatToDo: 'Ask the patron what is meant, and make the request by hand.',
		},
		chooseRecord: {
			subject: 'Please choose a record: {title}',
			text: '{explanation}\n\n{whatToDo}',
			whatToDo: 'Choose the record that the patron means, and make the request; if it is none of them, write to the patron.',
		},
		checkReference: {
			subject: 'Please check whether it exists: {title}',
			text: '{explanation}\n\n{whatToDo}',
			whatToDo:
				'First check whether the work exists: the reference may be wrong or invented. If it does, look for another way to get it; if not, write to the patron.',
		},
		notAvailable: {
			subject: 'Obtain another way: {title}',
			text: '{explanation}\n\n{whatToDo}',
			whatToDo: 'Obtain it another way, and write to the patron.',
		},
		lookAtRequest: {
			subject: 'Please review a request in ReShare: {title}',
			text: '{explanation}\n\n{whatToDo}',
			whatToDo: 'Open the request in ReShare, decide, and write to the patron.',
		},
		notCreated: {
			subject: 'Request not placed: {title}',
			text: '{explanation}\n\n{whatToDo}',
			whatToDo: 'Put right what is wrong or look for another way, and write to the patron.',
		},
		actionNotDone: {
			subject: 'Not done: request {number}',
			text: '{explanation}\n\n{whatToDo}',
			whatToDo: 'Open the request in ReShare, and do by hand what is still to be done.',
		},
		ruleWouldAnswer: {
			subject: 'Proposed response to {number}',
			text: '{explanation}\n\n{whatToDo}',
			whatToDo: 'Send this response, or give another one in ReShare.',
		},
		ruleLeftToStaff: {
			subject: 'Please respond: {number} {title}',
			text: '{explanation}\n\n{whatToDo}',
			whatToDo: 'Respond to the request in ReShare.',
		},
		unreadMessage: {
			subject: '{number}: unread message',
			text: '{whatToDo}',
			whatToDo: 'Read and answer the message of the other library.',
		},
		conditionsAnswered: {
			subject: '{number}: conditions accepted',
			text: '{whatToDo}',
			whatToDo: 'Send the item: the borrower agrees to your conditions.',
		},
		endOfRota: {
			subject: 'No library lends: {number} {title}',
			text: 'None of the libraries of the consortium can lend this item.\n\n{problem}\n\n{whatToDo}',
			whatToDo: 'Please try another way, and write to the patron.',
		},
		needsStaff: {
			subject: '{number}: {status}',
			text: '{whatToDo}',
			whatToDo: 'Open the request and see what it waits for.',
		},
		other: {
			subject: '{number}: {status}',
			text: 'The status of this request has changed.\n\n{whatToDo}',
			whatToDo: '',
		},
	},
	greeting: 'Hello,',
	closing: 'Kind regards,',
	labels: {
		citation: 'Citation',
		title: 'Title',
		author: 'Author',
		journal: 'In',
		isbn: 'ISBN',
		issn: 'ISSN',
		year: 'Year',
		volume: 'Volume',
		pages: 'Pages',
		number: 'Request number',
		reference: 'Reference',
		status: 'Status',
		reason: 'Reason',
		conditions: 'Conditions',
		patron: 'Patron ID',
		patronName: 'Patron',
		patronEmail: 'Email',
		pickupLocation: 'Pickup location',
		supplier: 'Lending library',
		borrower: 'Borrowing library',
		neededBy: 'Needed by',
		since: 'Since',
	},
	colon: ': ',
	quotes: ['"', '"'],
	links: {
		confirm: 'Review this response and send it',
		cancel: 'Cancel this request',
		request: 'Open the request in ReShare',
		document: 'Read the copy',
		execution: 'Open the execution in n8n',
		choose: 'Choose the record here',
	},
	lists: enLists,
	pages: enPages,
	systems: enSystems,
	headings: { candidates: 'Records that match', refusals: 'Unfilled responses', forms: 'Forms, filled in' },
	candidate: { noDate: 'no date', lenders: (count) => (count === 1 ? '1 lender' : `${count} lenders`) },
	why: {
		nothingFound: 'None of them has it.',
		nobodyLends: 'No other library lends it.',
		ownLibrary: 'Our own library has it: please look for it in our catalog.',
	},
	whatNext: {
		weWrite: 'We will write again when something happens.',
		nameTheNumber: 'Please name it when you ask us about the request.',
	},
	howToGetIt: {
		here: 'You can read it here.',
		usualWay: 'You will get it in the usual way.',
		askUs: 'It came with a link that we cannot pass on: please ask us.',
	},
	chooseOnPage: 'Open the page below and choose the record that the patron means, or none of them. The request is then made.',
	sentToTester: 'A test: otherwise this would go to {reader}. See Send Everything To in the ReShare Library Profile.',
	isTest: 'This was made from a test event. Nothing has changed.',
	testMark: '[Test]',
	unknownLibrary: 'Unknown library',
};
