import { deLists } from '../lists/de';
import { dePages } from '../pages/de';
import { deSystems } from '../systems/de';
import type { Messages } from './Messages';

export const de: Messages = {
	patron: {
		freeCopy: {
			subject: 'Frei zu lesen: {title}',
			text: '„{title}“ ist frei zu lesen. Der Link steht unten.\n\nWir haben deshalb keine andere Bibliothek gefragt. Wenn es nicht das Richtige ist, schreiben Sie bitte an {ourAddress}.',
		},
		requested: {
			subject: 'Ihre Bestellung {number}: {title}',
			text: 'Wir haben „{title}“ per Fernleihe bei anderen Bibliotheken bestellt.\n\nIhre Bestellung hat die Nummer {number}. {whatNext}',
		},
		checkReference: {
			subject: 'Woher haben Sie diesen Titel? {title}',
			text: 'Wir haben „{title}“ in den Bibliotheken unseres Verbunds gesucht und nichts Ähnliches gefunden.\n\nBitte schreiben Sie uns, woher die Angabe stammt: aus einer Literaturliste, von einer Webseite, von einem Assistenten wie einem Chatbot? Chatbots nennen auch Werke, die es nicht gibt. Mit einer Kopie der Stelle können wir weitersuchen.',
		},
		anotherWay: {
			subject: 'Wir versuchen einen anderen Weg: {title}',
			text: 'Wir konnten „{title}“ nicht direkt bei einer anderen Bibliothek unseres Verbunds bestellen.\n\nUnser Personal sucht einen anderen Weg und schreibt Ihnen.',
		},
		isbnNotValid: {
			subject: 'Bitte prüfen Sie die ISBN: {title}',
			text: 'Es wurde noch nichts bestellt. Die ISBN {isbn} stimmt nicht: Vielleicht fehlt eine Ziffer oder ist vertippt.\n\nBitte bestellen Sie noch einmal mit der richtigen Nummer oder ohne.',
		},
		lookedInto: {
			subject: 'Wir kümmern uns darum: {title}',
			text: 'Danke für Ihre Fernleihbestellung: „{title}“.\n\nUnser Personal kümmert sich darum und schreibt Ihnen.',
		},
		notAvailable: {
			subject: 'Nicht verfügbar: {title}',
			text: 'Wir haben „{title}“ in den Bibliotheken unseres Verbunds gesucht.\n\n{why}\n\nWenn Sie es brauchen, fragen Sie bitte an der Auskunft; vielleicht gibt es andere Wege.',
		},
		expectsToSupply: {
			subject: 'Eine Bibliothek will Ihr Medium schicken',
			text: 'Gute Nachricht: Eine andere Bibliothek will uns dieses Medium schicken. Es ist {supplier}. Die meisten Ausleihen von dort sind bis {expectedArrival} hier. Wir schreiben wieder, wenn es unterwegs ist.',
		},
		cancelRefused: {
			subject: 'Ihre Bestellung konnte nicht storniert werden',
			text: 'Diese Bestellung konnte nicht storniert werden: Die gebende Bibliothek will uns dieses Medium weiterhin schicken. Es ist {supplier}. Wir schreiben wieder, wenn es unterwegs ist.',
		},
		shipped: {
			subject: 'Ihr Medium ist unterwegs zu uns',
			text: 'Die gebende Bibliothek hat dieses Medium an uns abgeschickt. Es kommt von {supplier}. Es ist noch nicht hier: Bitte warten Sie, bis Sie hören, dass es angekommen ist. Die meisten Ausleihen von dort sind bis {expectedArrival} hier.',
		},
		received: {
			subject: 'Ihr Medium ist angekommen',
			text: 'Dieses Medium liegt für Sie bereit. Abholort: {pickupLocation}. Rückgabe bis {dueDate}.',
		},
		documentDelivered: {
			subject: 'Ihre Kopie ist angekommen: {title}',
			text: 'Die bestellte Kopie ist angekommen. {howToGetIt}',
		},
		overdue: {
			subject: 'Ihr Medium ist überfällig',
			text: 'Dieses Medium ist überfällig. Es war am {dueDate} zurückzugeben. Bitte bringen Sie es bald zurück.',
		},
		recalled: {
			subject: 'Bitte bringen Sie Ihr Medium zurück',
			text: 'Die Bibliothek, die dieses Medium verliehen hat, braucht es zurück. Bitte bringen Sie es so bald wie möglich zurück.',
		},
		returnShipped: {
			subject: 'Ihr Medium ist auf dem Rückweg',
			text: 'Wir haben dieses Medium an die gebende Bibliothek zurückgeschickt. Danke für die Rückgabe.',
		},
		complete: {
			subject: 'Ihre Ausleihe ist abgeschlossen',
			text: 'Die gebende Bibliothek hat dieses Medium zurück. Für Sie ist nichts mehr zu tun.',
		},
		closed: {
			subject: 'Ihre Bestellung ist abgeschlossen',
			text: 'Ihre Bestellung dieses Mediums ist abgeschlossen. Wenn Sie das nicht erwartet haben, fragen Sie uns bitte.',
		},
		endOfRota: {
			subject: 'Wir fanden keine Bibliothek, die Ihr Medium verleiht',
			text: 'Leider kann zurzeit keine der besitzenden Bibliotheken dieses Medium verleihen. Wir suchen einen anderen Weg und schreiben Ihnen.',
		},
		cancelled: {
			subject: 'Ihre Bestellung wurde storniert',
			text: 'Ihre Bestellung dieses Mediums wurde storniert. Wenn Sie das nicht erwartet haben, fragen Sie uns bitte.',
		},
		reminder: {
			subject: 'Ihr Medium ist bald fällig',
			text: 'Dieses Medium ist bis {dueDate} zurückzugeben. Bitte bringen Sie es bis dahin zurück. Wenn Sie es länger brauchen, fragen Sie uns bitte vor diesem Tag.',
		},
		firstLetter: {
			subject: 'Ihr Medium ist überfällig',
			text: 'Dieses Medium war am {dueDate} zurückzugeben. Bitte bringen Sie es bald zurück. Wenn Sie es schon zurückgebracht haben, danken wir Ihnen: Dann hat sich diese Mail damit überschnitten.',
		},
		secondLetter: {
			subject: 'Zweite Mahnung: Ihr Medium ist überfällig',
			text: 'Dieses Medium war am {dueDate} zurückzugeben. Es gehört einer anderen Bibliothek, die darauf wartet. Bitte bringen Sie es jetzt zurück.',
		},
		thirdLetter: {
			subject: 'Letzte Mahnung: Ihr Medium ist überfällig',
			text: 'Dieses Medium war am {dueDate} zurückzugeben. Dies ist unsere letzte Mahnung. Die Bibliothek, der das Medium gehört, kann Ersatz verlangen. Bitte bringen Sie es jetzt zurück, oder sprechen Sie mit uns.',
		},
		other: {
			subject: 'Neues zu Ihrer Bestellung',
			text: 'Der Stand Ihrer Bestellung hat sich geändert.',
		},
		pageCanceled: {
			subject: 'Die Bestellung ist storniert',
			text: '{title}, {number}. Keine Bibliothek wird das Medium schicken.',
		},
		pageAskedToCancel: {
			subject: 'Wir fragen, ob sie noch storniert werden kann',
			text: '{title}, {number}. Eine Bibliothek bearbeitet die Bestellung schon und wird zuerst gefragt. Ist das Medium bereits unterwegs, kommt es trotzdem.',
		},
		pageNotCanceled: {
			subject: 'Die Bestellung wurde nicht storniert',
			text: '{title}, {number}. Sie kann jetzt nicht storniert werden, zum Beispiel weil das Medium unterwegs oder schon hier ist oder weil sie bereits storniert wurde. Wenn Sie Hilfe brauchen, fragen Sie bitte hier: {ourAddress}.',
		},
		pageNotSure: {
			subject: 'Wir wissen noch nicht, ob sie storniert wurde',
			text: '{title}, {number}. Bevor Sie es noch einmal versuchen, fragen Sie bitte hier: {ourAddress}.',
		},
		pageNoSuchRequest: {
			subject: 'Diese Bestellung gibt es nicht',
			text: 'Es gibt keine Bestellung mit dieser Nummer, die Sie hier stornieren können. Bitte prüfen Sie die Nummer und den Bibliotheksausweis. Wenn Sie Hilfe brauchen, fragen Sie bitte hier: {ourAddress}.',
		},
		pageTryLater: {
			subject: 'Bitte versuchen Sie es später noch einmal',
			text: 'Die Bestellung wurde nicht storniert: ReShare war nicht erreichbar, oder es gab zu viele falsche Nummern. Bitte versuchen Sie es in einer Stunde noch einmal. Wenn Sie Hilfe brauchen, fragen Sie bitte hier: {ourAddress}.',
		},
	},
	staff: {
		noAddress: {
			subject: 'Bitte ausrichten: {patronSubject}',
			text: 'Dies ging nicht an die Nutzerin oder den Nutzer: Es gibt keine E-Mail-Adresse, es ist nicht genau eine, oder Ihr eigenes System hat die Person nicht bestätigt.\n\n{whatToDo}',
			whatToDo: 'Bitte richten Sie der Nutzerin oder dem Nutzer Folgendes aus.',
		},
		notDelivered: {
			subject: 'Nicht zugestellt: {patronSubject}',
			text: 'Diese E-Mail an {reader} konnte nicht zugestellt werden: {error}\n\n{whatToDo}',
			whatToDo: 'Bitte geben Sie dies auf anderem Weg weiter.',
		},
		workflowFailed: {
			subject: 'Ein Workflow ist gescheitert: {workflow}',
			text: 'Er ist bei {node} stehen geblieben.\n\n{error}\n\n{whatToDo}',
			whatToDo:
				'Bitte öffnen Sie die Ausführung. Ist die Ursache behoben, geht es dort mit Retry weiter, wo er stehen geblieben ist. Nichts wird doppelt bestellt.',
		},
		couldNotAsk: {
			subject: 'Eine Bestellung wartet: {title}',
			text: 'Das war nicht möglich.\n\n{error}\n\n{whatToDo}',
			whatToDo:
				'Beheben Sie, was genannt ist, oder warten Sie, bis ReShare wieder antwortet. Lassen Sie die Bestellung dann noch einmal senden, oder bestellen Sie von Hand.',
		},
		lookAtWish: {
			subject: 'Bitte eine Bestellung prüfen: {title}',
			text: '{explanation}\n\n{whatToDo}',
			whatToDo: 'Bitte fragen Sie nach, was gemeint ist, und bestellen Sie von Hand.',
		},
		chooseRecord: {
			subject: 'Bitte einen Titelsatz wählen: {title}',
			text: '{explanation}\n\n{whatToDo}',
			whatToDo: 'Bitte wählen Sie den gemeinten Titelsatz und bestellen Sie ihn; passt keiner, schreiben Sie der Nutzerin oder dem Nutzer.',
		},
		checkReference: {
			subject: 'Bitte prüfen, ob es das gibt: {title}',
			text: '{explanation}\n\n{whatToDo}',
			whatToDo:
				'Bitte prüfen Sie zuerst, ob es das Werk gibt: Die Angabe kann falsch oder erfunden sein. Gibt es das Werk, suchen Sie einen anderen Weg; sonst schreiben Sie der Nutzerin oder dem Nutzer.',
		},
		notAvailable: {
			subject: 'Anders zu beschaffen: {title}',
			text: '{explanation}\n\n{whatToDo}',
			whatToDo: 'Bitte suchen Sie einen anderen Weg, und schreiben Sie der Nutzerin oder dem Nutzer.',
		},
		lookAtRequest: {
			subject: 'Bitte eine Bestellung in ReShare prüfen: {title}',
			text: '{explanation}\n\n{whatToDo}',
			whatToDo: 'Bitte öffnen Sie die Bestellung in ReShare, entscheiden Sie, und schreiben Sie der Nutzerin oder dem Nutzer.',
		},
		notCreated: {
			subject: 'Nicht bestellt: {title}',
			text: '{explanation}\n\n{whatToDo}',
			whatToDo: 'Bitte beheben Sie, was nicht stimmt, oder suchen Sie einen anderen Weg, und schreiben Sie der Nutzerin oder dem Nutzer.',
		},
		actionNotDone: {
			subject: 'Nicht ausgeführt: Bestellung {number}',
			text: '{explanation}\n\n{whatToDo}',
			whatToDo: 'Bitte öffnen Sie die Bestellung in ReShare, und tun Sie von Hand, was noch zu tun ist.',
		},
		ruleWouldAnswer: {
			subject: 'Vorgeschlagene Antwort auf {number}',
			text: '{explanation}\n\n{whatToDo}',
			whatToDo: 'Bitte senden Sie diese Antwort, oder geben Sie in ReShare eine andere.',
		},
		ruleLeftToStaff: {
			subject: 'Bitte beantworten: {number} {title}',
			text: '{explanation}\n\n{whatToDo}',
			whatToDo: 'Bitte beantworten Sie die Bestellung in ReShare.',
		},
		unreadMessage: {
			subject: '{number}: ungelesene Nachricht',
			text: '{whatToDo}',
			whatToDo: 'Bitte lesen und beantworten Sie die Nachricht der anderen Bibliothek.',
		},
		conditionsAnswered: {
			subject: '{number}: Bedingungen angenommen',
			text: '{whatToDo}',
			whatToDo: 'Bitte senden Sie das Medium: Die nehmende Bibliothek nimmt Ihre Bedingungen an.',
		},
		endOfRota: {
			subject: 'Keine Bibliothek verleiht: {number} {title}',
			text: 'Keine der Bibliotheken des Verbunds kann dieses Medium verleihen.\n\n{problem}\n\n{whatToDo}',
			whatToDo: 'Bitte suchen Sie einen anderen Weg, und schreiben Sie der Nutzerin oder dem Nutzer.',
		},
		needsStaff: {
			subject: '{number}: {status}',
			text: '{whatToDo}',
			whatToDo: 'Bitte öffnen Sie die Bestellung, und sehen Sie nach, worauf sie wartet.',
		},
		other: {
			subject: '{number}: {status}',
			text: 'Der Stand dieser Bestellung hat sich geändert.\n\n{whatToDo}',
			whatToDo: '',
		},
	},
	greeting: 'Guten Tag,',
	closing: 'Freundliche Grüße',
	labels: {
		citation: 'Zitat',
		title: 'Titel',
		author: 'Verfasst von',
		journal: 'In',
		isbn: 'ISBN',
		issn: 'ISSN',
		year: 'Jahr',
		volume: 'Band',
		pages: 'Seiten',
		number: 'Bestellnummer',
		reference: 'Eigene Nummer',
		status: 'Stand in ReShare',
		reason: 'Grund',
		conditions: 'Bedingungen',
		patron: 'Ausweisnummer',
		patronName: 'Bestellt von',
		patronEmail: 'E-Mail',
		pickupLocation: 'Abholort',
		supplier: 'Gebende Bibliothek',
		borrower: 'Nehmende Bibliothek',
		neededBy: 'Gebraucht bis',
		since: 'Seit',
	},
	colon: ': ',
	quotes: ['„', '“'],
	links: {
		confirm: 'Diese Antwort prüfen und senden',
		cancel: 'Diese Bestellung stornieren',
		request: 'Die Bestellung in ReShare öffnen',
		document: 'Die Kopie lesen',
		execution: 'Die Ausführung in n8n öffnen',
		choose: 'Den Titel hier auswählen',
	},
	lists: deLists,
	pages: dePages,
	systems: deSystems,
	headings: { candidates: 'Passende Titelsätze', refusals: 'Absagen', forms: 'Ausgefüllte Formulare' },
	candidate: { noDate: 'ohne Jahr', lenders: (count) => (count === 1 ? '1 gebende Bibliothek' : `${count} gebende Bibliotheken`) },
	why: {
		nothingFound: 'Keine von ihnen hat es.',
		nobodyLends: 'Keine andere Bibliothek verleiht es.',
		ownLibrary: 'Unsere eigene Bibliothek hat es: Bitte sehen Sie in unserem Katalog nach.',
	},
	whatNext: {
		weWrite: 'Wir schreiben Ihnen wieder, sobald es etwas Neues gibt.',
		nameTheNumber: 'Bitte nennen Sie diese Nummer, wenn Sie uns nach der Bestellung fragen.',
	},
	howToGetIt: {
		here: 'Sie können sie hier lesen.',
		usualWay: 'Sie erhalten sie auf dem üblichen Weg.',
		askUs: 'Der Link, der mitkam, lässt sich nicht weitergeben: Bitte fragen Sie uns.',
	},
	chooseOnPage: 'Öffnen Sie die Seite unten und wählen Sie den gemeinten Titel, oder keinen davon. Dann wird bestellt.',
	sentToTester: 'Ein Test: Sonst ginge dies an {reader}. Siehe Send Everything To im ReShare Library Profile.',
	isTest: 'Dies wurde aus einem Testereignis gemacht. Es hat sich nichts geändert.',
	testMark: '[Test]',
	unknownLibrary: 'Unbekannte Bibliothek',
};
