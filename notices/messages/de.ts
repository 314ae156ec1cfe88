import { createCountFormatter } from '../formatInLanguage';
import { deListMessages } from '../lists/de';
import { dePageMessages } from '../pages/de';
import { deSystemMessages } from '../systems/de';
import type { Messages } from './Messages';

const counted = createCountFormatter('de');
export const deMessages: Messages = {
	patron: {
		freeCopy: {
			subject: 'Frei zugänglich: {title}',
			text: 'Sie können „{title}“ über den Link unten kostenlos lesen. Wir haben deshalb keine andere Bibliothek gefragt.\n\nWenn es nicht das Richtige ist, antworten Sie bitte auf diese E-Mail.',
		},
		requested: {
			subject: 'Bestellt: {title} ({number})',
			text: 'Wir haben dieses Medium per Fernleihe bei anderen Bibliotheken bestellt. {whatNext}',
		},
		checkReference: {
			subject: 'Woher stammt die Angabe? {title}',
			text: 'Wir haben „{title}“ in den Bibliotheken unseres Verbunds gesucht und nichts Ähnliches gefunden.\n\nBitte schreiben Sie uns, woher die Angabe stammt: aus einer Literaturliste, von einer Webseite, von einem Assistenten wie einem Chatbot? Chatbots nennen auch Werke, die es nicht gibt. Wenn Sie uns eine Kopie der Stelle schicken, können wir weitersuchen.',
		},
		anotherWay: {
			subject: 'Wir suchen weiter: {title}',
			text: 'Wir konnten dieses Medium bei keiner anderen Bibliothek unseres Verbunds bestellen. {why}\n\n{otherWay}',
		},
		isbnNotValid: {
			subject: 'Bitte ISBN prüfen: {title}',
			text: 'Wir haben dieses Medium noch nicht bestellt, weil die ISBN {isbn} nicht stimmt: Vielleicht fehlt eine Ziffer oder ist vertippt.\n\nBitte bestellen Sie noch einmal mit der richtigen ISBN oder ohne ISBN.',
		},
		tooManyOpen: {
			subject: 'Nicht bestellt: {title}',
			text: 'Sie haben bereits so viele offene Bestellungen, wie unsere Bibliothek gleichzeitig erlaubt. Deshalb haben wir „{title}“ nicht bestellt.\n\nBitte bestellen Sie erneut, sobald eine davon abgeschlossen ist.',
		},
		copyrightLimit: {
			subject: 'In Bearbeitung: {title} ({number})',
			text: 'Vielen Dank für Ihre Bestellung. Die Regeln des Urheberrechts begrenzen, wie viele Aufsätze aus neueren Heften von {journal} unsere Bibliothek in einem Jahr bestellen darf. Unser Personal sucht einen anderen Weg und schreibt Ihnen. Sie müssen jetzt nichts tun.',
		},
		lookedInto: {
			subject: 'In Bearbeitung: {title} ({number})',
			text: 'Vielen Dank für Ihre Bestellung. Unser Personal prüft sie und schreibt Ihnen. Sie müssen jetzt nichts tun.',
		},
		notAvailable: {
			subject: 'Nicht verfügbar: {title}',
			text: 'Wir haben dieses Medium in den Bibliotheken unseres Verbunds gesucht und können es nicht für Sie bestellen. {why}\n\nWenn Sie es weiterhin brauchen, antworten Sie bitte auf diese E-Mail: Vielleicht gibt es andere Wege.',
		},
		expectsToSupply: {
			subject: 'Wird geliefert: {title} ({number})',
			text: 'Eine andere Bibliothek will uns dieses Medium schicken. Nach den bisherigen Lieferzeiten dieser Bibliothek ist es voraussichtlich bis {expectedArrival} bei uns.\n\nBitte warten Sie, bis wir Ihnen schreiben, dass es da ist.',
		},
		cancelRefused: {
			subject: 'Nicht storniert: {title} ({number})',
			text: 'Wir konnten diese Bestellung nicht stornieren: Die gebende Bibliothek will uns das Medium weiterhin schicken. Wenn Sie es nicht mehr brauchen, antworten Sie bitte auf diese E-Mail.',
		},
		shipped: {
			subject: 'Unterwegs: {title} ({number})',
			text: 'Die gebende Bibliothek hat dieses Medium an uns abgeschickt. Nach den bisherigen Lieferzeiten dieser Bibliothek ist es voraussichtlich bis {expectedArrival} bei uns.\n\nBitte warten Sie, bis wir Ihnen schreiben, dass es da ist.',
		},
		received: {
			subject: 'Abholbereit: {title} ({number})',
			text: 'Dieses Medium liegt für Sie bereit. Bitte holen Sie es bis {holdUntil} ab.',
		},
		documentDelivered: {
			subject: 'Ihre Kopie ist da: {title} ({number})',
			text: 'Die Kopie, die Sie bestellt haben, ist da. {howToGetIt}',
		},
		loanedDigitally: {
			subject: 'Digital ausgeliehen: {title} ({number})',
			text: 'Die gebende Bibliothek hat Ihnen dieses Medium digital ausgeliehen. {howToGetIt} Ihr Zugang endet am {dueDate}.',
		},
		renewed: {
			subject: 'Verlängert: {title} ({number})',
			text: 'Sie können dieses Medium länger behalten: Die Leihfrist wurde verlängert. Sie endet jetzt am {dueDate}.',
		},
		lost: {
			subject: 'Als verloren gemeldet: {title} ({number})',
			text: 'Dieses Medium wurde als verloren gemeldet. Die Bibliothek, der es gehört, kann Ersatz oder Bezahlung verlangen.\n\nWenn Sie das Medium noch haben oder ein Irrtum vorliegt, antworten Sie bitte so bald wie möglich auf diese E-Mail.',
		},
		overdue: {
			subject: 'Überfällig: {title} ({number})',
			text: 'Die Leihfrist dieses Mediums ist abgelaufen. Bitte bringen Sie es so bald wie möglich zurück.\n\nHaben Sie es schon zurückgebracht? Dann ist diese E-Mail gegenstandslos.',
		},
		recalled: {
			subject: 'Bitte zurückgeben: {title} ({number})',
			text: 'Die Bibliothek, der dieses Medium gehört, braucht es vorzeitig zurück. Bitte bringen Sie es so bald wie möglich zurück, auch wenn die Leihfrist noch läuft.',
		},
		returnShipped: {
			subject: 'Zurückgeschickt: {title} ({number})',
			text: 'Wir haben dieses Medium an die gebende Bibliothek zurückgeschickt. Vielen Dank für die Rückgabe.',
		},
		complete: {
			subject: 'Abgeschlossen: {title} ({number})',
			text: 'Die gebende Bibliothek hat dieses Medium zurückerhalten. Sie müssen nichts mehr tun.',
		},
		closed: {
			subject: 'Bestellung beendet: {title} ({number})',
			text: 'Ihre Bestellung dieses Mediums ist beendet. Wenn Sie das nicht erwartet haben, antworten Sie bitte auf diese E-Mail.',
		},
		endOfRota: {
			subject: 'Kein Verleiher: {title} ({number})',
			text: 'Leider kann zurzeit keine der Bibliotheken, die dieses Medium besitzen, es verleihen.\n\nWenn Sie es weiterhin brauchen, antworten Sie bitte auf diese E-Mail: Vielleicht gibt es andere Wege.',
		},
		cancelled: {
			subject: 'Storniert: {title} ({number})',
			text: 'Ihre Bestellung dieses Mediums wurde storniert. Wenn Sie das nicht erwartet haben, antworten Sie bitte auf diese E-Mail.',
		},
		reminder: {
			subject: 'Bald fällig: {title} ({number})',
			text: 'Bitte bringen Sie dieses Medium bis {dueDate} zurück.\n\nWenn Sie es länger brauchen, antworten Sie bitte so bald wie möglich auf diese E-Mail: Wir fragen dann nach einer Verlängerung.',
		},
		firstLetter: {
			subject: 'Überfällig: {title} ({number})',
			text: 'Die Leihfrist dieses Mediums ist abgelaufen. Bitte bringen Sie es so bald wie möglich zurück.\n\nHaben Sie es schon zurückgebracht? Dann ist diese E-Mail gegenstandslos.',
		},
		secondLetter: {
			subject: 'Zweite Mahnung: {title} ({number})',
			text: 'Die Leihfrist dieses Mediums ist abgelaufen. Es gehört einer anderen Bibliothek, die darauf wartet und eine Gebühr erheben kann. Bitte bringen Sie es jetzt zurück.',
		},
		thirdLetter: {
			subject: 'Letzte Mahnung: {title} ({number})',
			text: 'Die Leihfrist dieses Mediums ist abgelaufen, und dies ist unsere letzte Mahnung. Die Bibliothek, der es gehört, kann Ersatz oder Bezahlung verlangen. Bitte bringen Sie es jetzt zurück, oder antworten Sie auf diese E-Mail.',
		},
		other: {
			subject: 'Neuer Stand: {title} ({number})',
			text: 'Bei Ihrer Bestellung gibt es einen neuen Stand. Sie müssen jetzt nichts tun.',
		},
	},
	staff: {
		noAddress: {
			subject: 'Bitte ausrichten: {title} ({number})',
			text: 'Die Nachricht unten wurde nicht verschickt: Die E-Mail-Adresse fehlt, es sind mehrere angegeben, oder Ihr eigenes System hat die Nutzerin oder den Nutzer nicht bestätigt.\n\n{whatToDo}',
			whatToDo: 'Bitte richten Sie der Nutzerin oder dem Nutzer diese Nachricht aus.',
		},
		notDelivered: {
			subject: 'Nicht zugestellt: {title} ({number})',
			text: 'Die Nachricht unten konnte nicht an diese Adresse zugestellt werden: {reader}\n\n{whatToDo}',
			whatToDo: 'Bitte sorgen Sie dafür, dass die betroffene Person die Nachricht auf anderem Weg erhält.',
		},
		notPlaced: {
			subject: 'Niemand wurde benachrichtigt: {title} ({number})',
			text: 'Bei Write Notices kam etwas an, wofür dort keine Benachrichtigung vorgesehen ist. Sonst wurde niemand benachrichtigt.\n\n{cause}\n\n{whatToDo}',
			whatToDo:
				'Bitte erledigen Sie es von Hand und prüfen Sie den Workflow: Die Verbindung zu Write Notices gehört vermutlich zu einem anderen Knoten.',
		},
		requestDetails: {
			subject: 'Zur Bestellung: {title} ({number})',
			text: 'Die Bestellung ist aufgegeben. ReShare hat nicht alles erhalten, was in das Formular eingetragen wurde.\n\n{whatToDo}',
			whatToDo: 'Bitte lesen Sie die Angaben unten und ergänzen Sie die Bestellung, wo nötig.',
		},
		workflowFailed: {
			subject: 'Workflow gescheitert: {workflow}',
			text: 'Der Workflow ist an diesem Knoten stehen geblieben: {node}\n\n{whatToDo}',
			whatToDo:
				'Bitte öffnen Sie die Ausführung. Sobald die Ursache behoben ist, setzt Retry sie dort fort, wo sie stehen geblieben ist. Nichts wird doppelt bestellt.',
		},
		couldNotAsk: {
			subject: 'Nicht ausgeführt: {title} ({number})',
			text: 'ReShare hat nicht geantwortet, oder etwas Notwendiges fehlt oder stimmt nicht. Die Fehlermeldung steht unten.\n\n{whatToDo}',
			whatToDo:
				'Bitte beheben Sie die genannte Ursache, oder warten Sie, bis ReShare wieder antwortet. Senden Sie die Bestellung dann noch einmal, oder bestellen Sie von Hand.',
		},
		lookAtWish: {
			subject: 'Bitte Bestellung prüfen: {title}',
			text: '{cause}\n\n{whatToDo}',
			whatToDo: 'Bitte fragen Sie die Nutzerin oder den Nutzer, was gemeint ist, und bestellen Sie von Hand.',
		},
		chooseRecord: {
			subject: 'Bitte Titelsatz wählen: {title}',
			text: '{cause}\n\n{whatToDo}',
			whatToDo: 'Bitte wählen Sie den gemeinten Titelsatz und bestellen Sie ihn. Passt keiner, schreiben Sie der Nutzerin oder dem Nutzer.',
		},
		checkReference: {
			subject: 'Gibt es dieses Werk? {title}',
			text: '{cause}\n\n{whatToDo}',
			whatToDo:
				'Bitte prüfen Sie zuerst, ob es das Werk gibt: Die Angabe kann falsch oder erfunden sein. Gibt es das Werk, suchen Sie einen anderen Weg; sonst schreiben Sie der Nutzerin oder dem Nutzer.',
		},
		notAvailable: {
			subject: 'Anders beschaffen: {title}',
			text: '{cause}\n\n{whatToDo}',
			whatToDo: 'Bitte suchen Sie einen anderen Weg, und schreiben Sie der Nutzerin oder dem Nutzer.',
		},
		copyrightLimit: {
			subject: 'Kopie braucht Zustimmung: {title}',
			text: '{cause}\n\n{whatToDo}',
			whatToDo:
				'Bitte entscheiden Sie, ob diese Kopie bestellt werden darf, zum Beispiel gegen eine Gebühr an den Verlag. Wenn ja, stimmen Sie zu. Wenn nicht, beschaffen Sie den Aufsatz anders, oder schreiben Sie der Nutzerin oder dem Nutzer.',
		},
		lookAtRequest: {
			subject: 'Bitte prüfen: {title} ({number})',
			text: '{cause}\n\n{whatToDo}',
			whatToDo: 'Bitte öffnen Sie die Bestellung in ReShare, entscheiden Sie, und schreiben Sie der Nutzerin oder dem Nutzer.',
		},
		notCreated: {
			subject: 'Nicht bestellt: {title} ({number})',
			text: '{cause}\n\n{whatToDo}',
			whatToDo: 'Bitte beheben Sie, was nicht stimmt, oder suchen Sie einen anderen Weg, und schreiben Sie der Nutzerin oder dem Nutzer.',
		},
		actionNotDone: {
			subject: 'Nicht ausgeführt: {title} ({number})',
			text: '{cause}\n\n{whatToDo}',
			whatToDo: 'Bitte öffnen Sie die Bestellung in ReShare, und tun Sie von Hand, was noch zu tun ist.',
		},
		ruleWouldAnswer: {
			subject: 'Antwort bestätigen: {title} ({number})',
			text: '{cause}\n\n{whatToDo}',
			whatToDo: 'Bitte senden Sie diese Antwort, oder geben Sie in ReShare eine andere.',
		},
		ruleLeftToStaff: {
			subject: 'Bitte beantworten: {title} ({number})',
			text: '{cause}\n\n{whatToDo}',
			whatToDo: 'Bitte beantworten Sie die Bestellung in ReShare.',
		},
		unreadMessage: {
			subject: 'Ungelesene Nachricht: {title} ({number})',
			text: 'Die andere Bibliothek hat zu dieser Bestellung eine Nachricht geschickt.\n\n{whatToDo}',
			whatToDo: 'Bitte lesen und beantworten Sie die Nachricht der anderen Bibliothek.',
		},
		conditionsAnswered: {
			subject: 'Bedingungen angenommen: {title} ({number})',
			text: '{whatToDo}',
			whatToDo: 'Bitte senden Sie das Medium: Die nehmende Bibliothek nimmt Ihre Bedingungen an.',
		},
		endOfRota: {
			subject: 'Kein Verleiher: {title} ({number})',
			text: 'Keine der Bibliotheken des Verbunds kann dieses Medium verleihen.\n\n{problem}\n\n{whatToDo}',
			whatToDo: 'Bitte suchen Sie einen anderen Weg, und schreiben Sie der Nutzerin oder dem Nutzer.',
		},
		needsStaff: {
			subject: 'Bitte bearbeiten: {title} ({number})',
			text: 'Diese Bestellung geht erst weiter, wenn Sie etwas getan haben.\n\n{whatToDo}',
			whatToDo: 'Bitte öffnen Sie die Bestellung, und sehen Sie nach, worauf sie wartet.',
		},
		other: {
			subject: 'Neuer Stand: {title} ({number})',
			text: 'Der Stand dieser Bestellung hat sich geändert.\n\n{whatToDo}',
			whatToDo: '',
		},
	},
	greeting: 'Guten Tag,',
	questions: 'Wenn Sie Fragen haben, antworten Sie auf diese E-Mail. Bitte nennen Sie die Bestellnummer {number}.',
	closing: 'Freundliche Grüße',
	labels: {
		citation: 'Literaturangabe',
		title: 'Titel',
		author: 'Verfasst von',
		journal: 'In',
		isbn: 'ISBN',
		issn: 'ISSN',
		year: 'Erschienen',
		volume: 'Band',
		pages: 'Seiten',
		number: 'Bestellnummer',
		reference: 'Eigene Nummer',
		status: 'Stand in ReShare',
		reason: 'Grund',
		message: 'Nachricht',
		patronSubject: 'Betreff',
		conditions: 'Bedingungen',
		explanation: 'Einzelheiten (englisch)',
		error: 'Fehlermeldung',
		patron: 'Ausweisnummer',
		patronName: 'Nutzerin oder Nutzer',
		patronEmail: 'E-Mail',
		pickupLocation: 'Abholort',
		pickupHours: 'Öffnungszeiten',
		holdUntil: 'Liegt bereit bis',
		dueDate: 'Rückgabe bis',
		supplier: 'Gebende Bibliothek',
		borrower: 'Nehmende Bibliothek',
		neededBy: 'Gebraucht bis',
		since: 'Datum und Uhrzeit',
	},
	colon: ': ',
	quotes: ['„', '“', '‚', '‘'],
	links: {
		confirm: 'Diese Antwort senden',
		cancel: 'Diese Bestellung stornieren',
		request: 'Die Bestellung in ReShare öffnen',
		document: 'Hier lesen',
		execution: 'Die Ausführung in n8n öffnen',
		choose: 'Den Titelsatz hier auswählen',
		approve: 'Der Kopie hier zustimmen',
	},
	causes: {
		search: {
			onlyMatch: 'Ein Titelsatz passt, und eine andere Bibliothek verleiht das Medium.',
			bestOfSeveral: 'Mehrere Titelsätze passen, und der beste wurde gewählt.',
			titleOnly: 'Ein Titelsatz wurde nur über den Titel gefunden und kann daher ein anderes Werk meinen.',
			recordDoesNotFit: 'Der gefundene Titelsatz stimmt nicht mit der Bestellung überein.',
			otherEdition: 'Andere Bibliotheken verleihen nur eine andere Ausgabe oder einen anderen Titelsatz dieses Werks.',
			volumeMissing: 'Dieses Werk hat mehrere Bände, und die Bestellung nennt keinen Band.',
			otherVolume: 'Es ist nicht sicher, dass eine andere Bibliothek den gewünschten Band verleiht.',
			severalRecords: 'Mehrere Titelsätze passen gleich gut.',
			policyUnknown: 'Bei einigen Bibliotheken war nicht zu lesen, ob sie dieses Medium verleihen.',
			answersPartial: 'Das gemeinsame Verzeichnis konnte nicht vollständig gelesen werden; ein besserer Titelsatz kann fehlen.',
			notSeenByReShare: 'Andere Bibliotheken verleihen dieses Medium, aber ReShare würde keine von ihnen fragen.',
			heldByOwnLibrary: 'Ihre eigene Bibliothek hat dieses Medium.',
			isbnNotValid: 'Die ISBN der Bestellung ist nicht gültig.',
			badInput: 'Die Bestellung enthält nichts, wonach gesucht werden kann.',
			lookUpFailed: 'Im gemeinsamen Verzeichnis konnte nicht gesucht werden.',
			nothingFound: 'Das gemeinsame Verzeichnis enthält keinen Titelsatz dazu.',
			nobodyLends: 'Keine andere Bibliothek verleiht dieses Medium.',
			noneChosen: 'Keiner der gefundenen Titelsätze ist der richtige.',
		},
		request: {
			patronNotValid: 'Das System Ihrer Bibliothek hat die Person nicht bestätigt.',
			tooManyOpen:
				'Die Nutzerin oder der Nutzer hat bereits so viele offene Bestellungen, wie Ihre Bibliothek erlaubt. Es wurde nichts gesendet.',
			patronAtLimit: 'Die Person hat so viele offene Bestellungen, wie Ihre Bibliothek erlaubt.',
			possibleDuplicate: 'ReShare hält die Bestellung an: Sie ist vielleicht doppelt.',
			copyrightLimit:
				'Die Kopien aus neueren Heften dieser Zeitschrift haben die Zahl erreicht, die in einem Jahr ohne Zustimmung erlaubt ist, oder ließen sich nicht zählen. Nichts wurde gesendet.',
			blankForm: 'ReShare hält die Bestellung an: Sie ist mit keinem Titelsatz des gemeinsamen Verzeichnisses verknüpft.',
			locallyAvailable: 'ReShare hält die Bestellung an: Ihre eigene Bibliothek hat das Medium vielleicht.',
			reshareError: 'ReShare konnte die Bestellung nicht verarbeiten.',
			twoRequests: 'Es gibt zwei Bestellungen desselben Mediums. Bitte stornieren Sie eine davon.',
			otherLibrary: 'Die Bestellung ist im ReShare einer anderen Bibliothek entstanden.',
			unclear: 'Es ist nicht bekannt, ob die Bestellung entstanden ist. Bitte sehen Sie in ReShare nach, bevor Sie noch einmal bestellen.',
			duplicate: 'Für dieses Medium gibt es schon eine offene Bestellung der Person. Ihre Bestellnummer: {number}.',
			unknownPickupLocation: 'ReShare kennt den Abholort nicht.',
			referenceAlreadyUsed: 'Ihre eigene Nummer gehört schon zu einer anderen Bestellung. Deren Bestellnummer: {number}.',
			badInput: 'In der Bestellung fehlt etwas, oder etwas stimmt nicht.',
			resolverRefused: 'Der OpenURL-Resolver hat die Bestellung nicht angenommen.',
			endOfRota: 'ReShare fand keine Bibliothek, die dieses Medium verleihen kann.',
			cancelled: 'Die Bestellung wurde sofort storniert.',
			filledLocally: 'Ihre eigene Bibliothek erfüllt die Bestellung.',
			closed: 'Die Bestellung wurde sofort geschlossen.',
		},
		action: {
			done: 'Die Aktion wurde ausgeführt.',
			allowedNow: 'Die Bestellung erlaubt diese Aktion jetzt.',
			notAllowedNow: 'Die Bestellung erlaubt diese Aktion jetzt nicht.',
			furtherConditions: 'Die gebende Bibliothek hat Bedingungen gestellt, die noch niemand gesehen hat. Sie wurden nicht angenommen.',
			incomplete: 'Eine Angabe der Aktion fehlt oder stimmt nicht.',
			otherSide: 'Diese Aktion passt nicht zu dieser Art von Bestellung (nehmend oder gebend).',
			notOffered: 'Das ReShare Ihrer Bibliothek bietet die versuchte Aktion nicht an.',
			refused: 'ReShare hat die Aktion abgelehnt.',
			notSent: 'Die Aktion wurde nicht gesendet.',
			unclear: 'Es ist nicht bekannt, ob die Aktion ausgeführt wurde.',
			notFound: 'Diese Bestellung gibt es nicht.',
			severalRequests: 'Mehrere offene Bestellungen haben diese Nummer. Deshalb wurde nichts ausgeführt.',
		},
		blockers: {
			actionUnderWay: 'Eine andere Aktion dieser Bestellung läuft noch. Bitte versuchen Sie es in einer Minute noch einmal.',
			actionBrokenOff:
				'CrossLink hat eine frühere Aktion abgebrochen. Solange der Betrieb von CrossLink sie nicht beendet hat, ist keine andere möglich.',
			duplicateAgain:
				'CrossLink würde die Bestellung wieder für doppelt halten. Bitte stornieren Sie sie, oder warten Sie, bis die andere alt genug ist.',
			otherLibraryActs:
				'CrossLink würde an eine Bibliothek schreiben, die die Bestellung nicht mehr hat. Bitte versuchen Sie es noch einmal, wenn die jetzige geantwortet hat.',
			alreadyRequestedAgain: 'Das Medium ist schon noch einmal bestellt.',
			waitsForOtherLibrary:
				'Die Bestellung erlaubt im Augenblick keine Aktion. Vielleicht wartet sie auf die andere Bibliothek: Bitte versuchen Sie es in einer Minute noch einmal.',
			otherStatus: 'Die Bestellung erlaubt diese Aktion in ihrem jetzigen Stand nicht.',
			changedMeanwhile: 'Die Bestellung hat sich inzwischen geändert. Deshalb wurde nichts gesendet.',
		},
		rules: {
			ruleFits: 'Diese Verleihregel passt: {rule}. Ihre Antwort wäre: {answer}. Es wurde noch nichts gesendet.',
			ruleLeavesIt: 'Diese Verleihregel überlässt Ihnen die Bestellung: {rule}.',
			noRuleFits: 'Keine Verleihregel passt zu dieser Bestellung.',
			notRead: 'Eine Verleihregel war nicht anwendbar, weil etwas, wonach sie fragt, nicht zu lesen war. Die Regel: {rule}.',
			stopped: 'Ihre Verleihregeln sind angehalten, damit Sie ihre Antworten prüfen können.',
			changedSince: 'Die Bestellung oder die Regel hat sich geändert. Die bestätigte Antwort wurde deshalb nicht gesendet.',
			notPossible: 'Die Bestellung erlaubt die Antwort der Verleihregel nicht. Die Regel: {rule}.',
			unclear: 'Es ist nicht bekannt, ob die Antwort der Verleihregel gesendet wurde. Die Regel: {rule}.',
			notWaiting: 'Die Bestellung wartet auf keine Antwort.',
			statusNotKnown: 'Die Bestellung hat einen Stand, den die Verleihregeln nicht kennen.',
		},
	},
	advice: {
		checkRequest: 'Bitte öffnen Sie die Bestellung, und sehen Sie nach, worauf sie wartet.',
		readHistory: 'Bitte öffnen Sie die Bestellung, und lesen Sie ihren Verlauf: ReShare kam nicht weiter.',
		approvePatron:
			'Bitte prüfen Sie die Ausweisnummer. Geben Sie die Bestellung dann unverändert frei, berichtigen oder stornieren Sie sie.',
		letPatronPass: 'Bitte prüfen Sie die Ausweisnummer. Lassen Sie die Person dann zu, berichtigen Sie die Nummer, oder stornieren Sie.',
		requestForOtherPatronId: 'Bitte prüfen Sie die Ausweisnummer. War sie nur vertippt, bestellen Sie noch einmal.',
		decideOnLimit: 'Bitte lassen Sie die Überschreitung der Höchstzahl zu, oder schließen Sie die Bestellung.',
		approveDuplicate:
			'Bitte klären Sie, ob die Person diesen Titel versehentlich zweimal bestellt hat. Geben Sie die Bestellung dann frei, oder stornieren Sie sie.',
		sendDuplicate:
			'Bitte klären Sie, ob die Person diesen Titel versehentlich zweimal bestellt hat. Senden Sie die Bestellung dann ab, oder schließen Sie sie.',
		addRecord: 'Bitte suchen Sie den Titelsatz im gemeinsamen Verzeichnis, und fügen Sie ihn der Bestellung hinzu.',
		addRecordAndSend:
			'Bitte suchen Sie den Titelsatz im gemeinsamen Verzeichnis, tragen Sie seine ID in die Bestellung ein, und senden Sie sie ab.',
		lookInOwnLibrary: 'Bitte sehen Sie nach, ob Ihre eigene Bibliothek das Medium ausleihen kann.',
		askLenderOtherwise: 'Bitte fragen Sie die gebende Bibliothek auf anderem Weg, oder gehen Sie zur nächsten weiter.',
		answerConditions: 'Bitte nehmen Sie die Bedingungen der gebenden Bibliothek an, oder lehnen Sie sie ab.',
		readCondition: 'Bitte lesen Sie die Bedingung der gebenden Bibliothek: Sie kam zusätzlich zu den üblichen Antworten.',
		sendAgain: 'Bitte entscheiden Sie, ob Sie die Bestellung so noch einmal senden, wie die gebende Bibliothek es vorschlägt.',
		findWhyAborted:
			'Bitte öffnen Sie die Bestellung, und sehen Sie nach, warum sie abgebrochen wurde. Stornieren Sie sie dann, oder bestellen Sie noch einmal.',
		bringBack: 'Bitte fordern Sie das Medium von der Nutzerin oder dem Nutzer zurück: Die gebende Bibliothek braucht es.',
		readMessage: 'Bitte lesen und beantworten Sie die Nachricht der anderen Bibliothek.',
		sendItem: 'Bitte senden Sie das Medium: Die nehmende Bibliothek nimmt Ihre Bedingungen an.',
		chooseItem: 'Bitte wählen Sie das Exemplar, das gesendet werden soll.',
		answerCancellation: 'Die nehmende Bibliothek möchte stornieren. Bitte antworten Sie, ob das noch möglich ist.',
		answerRenewal: 'Die nehmende Bibliothek möchte verlängern. Bitte antworten Sie, ob sie das Medium länger behalten darf.',
	},
	conditions: {
		LibraryUseOnly: 'nur zur Benutzung in der Bibliothek',
		NoReproduction: 'es darf nichts kopiert werden',
		SignatureRequired: 'Unterschrift erforderlich',
		SpecCollSupervReq: 'nur unter Aufsicht im Sonderlesesaal',
		WatchLibraryUseOnly: 'nur unter Aufsicht in der Bibliothek',
	},
	setOn: (moment) => `gestellt am ${moment}`,
	refusals: {
		OnLoan: 'ausgeliehen',
		InUse: 'in Benutzung',
		NotOnShelf: 'nicht am Standort',
		NotHeld: 'nicht im Bestand',
		NotAvailable: 'nicht verfügbar',
		NonCirculating: 'nicht ausleihbar',
		PolicyProblem: 'gegen die Leihregeln',
		PoorCondition: 'in schlechtem Zustand',
		Other: 'anderer Grund',
	},
	lists: deListMessages,
	pages: dePageMessages,
	systems: deSystemMessages,
	headings: {
		formFields: 'Weitere Angaben im Formular',
		warnings: 'Nicht wie eingetragen gesendet',
		candidates: 'Passende Titelsätze',
		refusals: 'Bibliotheken, die abgelehnt haben',
		otherRequests: 'Bestellungen, die in diesem Jahr zählen',
		forms: 'Ausgefüllte Formulare',
	},
	candidate: {
		noDate: 'ohne Jahr',
		lenders: (count) => counted(count, '# gebende Bibliothek', '# gebende Bibliotheken'),
		lending: {
			partlyRead: 'einige Leihregeln waren nicht zu lesen',
			notRead: 'die Leihregeln waren nicht zu lesen',
			notSeenByReShare: 'ReShare würde diese Bibliotheken nicht fragen',
			noLibraryNamed: 'verleihbar, aber der Standort nennt keine Bibliothek',
			notHeld: 'keine Bibliothek besitzt es',
			ownLibraryOnly: 'nur Ihre eigene Bibliothek besitzt es',
			notLent: 'keine andere Bibliothek verleiht es',
		},
	},
	why: {
		nothingFound: 'Keine von ihnen hat es.',
		nobodyLends: 'Keine andere Bibliothek verleiht es.',
		ownLibrary: 'Unsere eigene Bibliothek hat es: Bitte sehen Sie in unserem Katalog nach.',
	},
	otherWay: {
		usual: 'Unser Personal sucht einen anderen Weg und schreibt Ihnen.',
		ownLibrary:
			'Wenn Sie unser Exemplar nicht benutzen können, müssen Sie nichts tun: Unser Personal sucht einen anderen Weg und schreibt Ihnen.',
	},
	whatNext: 'Wir schreiben Ihnen wieder, sobald es etwas Neues gibt.',
	howToGetIt: {
		here: 'Sie können über den Link unten darauf zugreifen.',
		withoutLink: 'Wenn Sie noch nichts erhalten haben, antworten Sie bitte auf diese E-Mail.',
		askUs: 'Den Link, der mitkam, können wir nicht weitergeben: Bitte antworten Sie auf diese E-Mail.',
	},
	chooseOnPage:
		'Bitte öffnen Sie die Seite unten, und wählen Sie den gemeinten Titelsatz: Er wird dann bestellt. Passt keiner, wählen Sie „{none}“: Dann wird nichts bestellt.',
	sentToTester: 'Ein Test: Sonst ginge diese E-Mail an {reader}. Siehe Send Everything To im ReShare Library Profile.',
	isTest: 'Diese Nachricht beruht auf einem Testereignis. Es hat sich nichts geändert.',
	testMark: '[Test]',
	unknownLibrary: 'Unbekannte Bibliothek',
};
