import { createCountFormatter } from '../formatInLanguage';
import type { SystemMessages } from './SystemMessages';

const counted = createCountFormatter('de');
const by = (supplier: string | undefined): string => (supplier === undefined ? '' : ` (${supplier})`);
const transactions = (count: number): string => counted(count, '# Vorgang', '# Vorgänge');

export const deSystemMessages: SystemMessages = {
	note: {
		requested: (number) => `bestellt als ${number}.`,
		hadBeenRequested: (number) => `war schon bestellt als ${number}.`,
		lookAt: (number) => `bitte ${number} in ReShare prüfen.`,
		notRequested: 'nicht bestellt.',
		notRequestedLook: 'nicht bestellt, bitte prüfen.',
		found: 'Gefunden:',
		dayNotRead: (day) => `Der Tag „${day}“ war nicht zu lesen und wurde weggelassen.`,
		notCleared: (value) => `nicht bestellt. Das Konto ist in ILLiad nicht freigegeben (${value}).`,
		accountNotRead: (answer) => `nicht bestellt. ILLiad konnte über das Konto nichts sagen (${answer}).`,
		lentBy: (libraries) => `verliehen von: ${libraries}`,
		lentByNobody: 'von niemandem verliehen',
		expectsToSupply: (supplier, number) => `${supplier ?? 'Eine Bibliothek'} will ${number} liefern.`,
		news: {
			shipped: (number, supplier) => `${number} ist abgeschickt${by(supplier)}.`,
			received: (number) => `${number} ist angekommen.`,
			overdue: (number) => `${number} ist überfällig.`,
			recalled: (number, supplier) => `${number} wird zurückgefordert${by(supplier)}.`,
			returnShipped: (number) => `${number} ist auf dem Rückweg.`,
			complete: (number) => `${number} ist abgeschlossen.`,
			endOfRota: (number) => `keine Bibliothek verleiht ${number}.`,
			cancelled: (number) => `${number} ist storniert.`,
			unreadMessage: (number) => `${number} hat in ReShare eine ungelesene Nachricht.`,
		},
		needsStaff: (number, status) => `${number} braucht Sie in ReShare: ${status}.`,
		due: (day) => `Fällig ${day}.`,
		historyNotRead: 'Der Verlauf der Bestellung war nicht zu lesen.',
		noReason: 'ohne Grund',
	},
	handOver: {
		over: 'Nicht weitergegeben: Die Bestellung ist schon abgeschlossen, oder es gibt noch Bibliotheken zu fragen.',
		cameFromIlliad: 'Nicht weitergegeben: Es kam aus ILLiad, und dessen Vorlage leitet es weiter.',
		told: 'Per E-Mail weitergegeben.',
		made: (system, number) => `An ${system} weitergegeben, dort ${number}.`,
		illiadNotAsked: (answer) => `ILLiad war nicht zu erreichen (${answer}), dort gibt es also keinen Vorgang.`,
		notTold: (answer) => `ILLiad konnte nicht sagen, was schon bestellt ist (${answer}), dort gibt es also keinen Vorgang.`,
		isThere: (number) => `ILLiad hat es schon, als Vorgang ${number}. Ein zweiter wurde nicht angelegt.`,
		illiadMayHaveIt: (answer, citedIn) =>
			`Vielleicht hat ILLiad es: Die Antwort kam nicht an (${answer}). Bitte in Cited In nach „${citedIn}“ suchen, bevor Sie einen Vorgang anlegen.`,
		almaMayHaveIt: (answer) =>
			`Vielleicht hat Alma es: Die Antwort kam nicht an (${answer}). Bitte die Bestellungen der Person ansehen, bevor Sie eine anlegen.`,
		notTaken: (system, answer) => `${system} hat es nicht angenommen (${answer}).`,
		withoutNote: (number, answer) => `Es ist in ILLiad, als Vorgang ${number}, aber ohne die Notiz mit den Absagen (${answer}).`,
		almaHasItsOwn:
			'Alma sagt, dass Ihre eigene Bibliothek etwas zu diesem Titel hat, und hat nichts bestellt. Bitte prüfen; nur das Personal sollte das übergehen.',
		almaHasOne: 'Alma hat von dieser Person schon eine Bestellung dieses Titels und hat keine zweite angelegt.',
		nobodyRefused: 'ReShare weiß von keiner Ablehnung.',
	},
	end: {
		noNumber: 'Ein Eintrag kam ohne Vorgangsnummer. Bitte prüfen Sie, was der Workflow weitergibt.',
		notANumber: 'Das ist keine Vorgangsnummer.',
		lost: 'Eine Antwort kam, und n8n wusste nicht, worauf: Verbinden Sie den fragenden Knoten direkt mit diesem.',
		answered: (answer) => `ILLiad antwortete ${answer}`,
		notAsked: (answer) => `ILLiad war nicht zu erreichen (${answer}); nichts wurde bestellt.`,
		reshareNotAsked: (answer) => `ReShare war nicht zu erreichen (${answer}). Bitte die Nummer noch einmal senden.`,
		leftAlone: {
			notBorrowing: (type) => `Unverändert gelassen. Es ist kein Borrowing-Vorgang (${type}).`,
			notLoan: (type) => `Unverändert gelassen. Es ist keine Ausleihe (${type}).`,
			addOn: (system) => `Unverändert gelassen. Ein anderes Add-on hat ihn (${system}).`,
			sent: (number) => `Unverändert gelassen. Er ist schon verschickt (${number}).`,
			inQueue: (queue) => `Unverändert gelassen. Er steht in „${queue}“.`,
			ofAnotherSystem: 'Unverändert gelassen. Das kommt nicht aus ILLiad.',
		},
		noteNotKept: (answer) => `ILLiad hat die Notiz nicht bestätigt (${answer}), darum bleibt der Vorgang, wo er ist.`,
		notLookedAt: (answer) => `Notiz angelegt, aber ILLiad konnte nicht sagen, wo der Vorgang ist (${answer}); er bleibt dort.`,
		stays: (queue) => `Notiz angelegt; der Vorgang bleibt in „${queue}“.`,
		staysWhereMoved: (queue) => `Notiz angelegt; der Vorgang bleibt in „${queue}“, wohin ihn jemand verschoben hat.`,
		noted: 'Notiz angelegt; der Vorgang bleibt, wo er ist.',
		moved: (queue) => `Notiz angelegt, Vorgang nach „${queue}“ verschoben.`,
		notMoved: (queue, answer) => `ILLiad hat den Vorgang nicht nach „${queue}“ verschoben (${answer}).`,
		itsNote: (note) => `Die Notiz: ${note}`,
	},
	alma: {
		verdicts: { cancelOne: 'Eine davon stornieren', leftAlone: 'Unverändert gelassen', notRead: 'Nicht gelesen' },
		inReShare: (number) => `in ReShare: ${number}`,
		canceled: 'in Alma storniert',
		stays: 'bleibt in Alma',
		inAlma: (facts) => `in Alma: ${facts}`,
		answered: (answer) => `Alma hat geantwortet: ${answer}`,
		notAsked: (answer) => `Alma war nicht zu erreichen (${answer})`,
		notCanceled: (answer) => `Alma hat nicht gesagt, dass die eigene storniert ist (${answer})`,
		reShareNotAsked: (answer) => `ReShare war nicht zu erreichen (${answer})`,
		noLine: 'in eine Zeile gehören die Nummer der Nutzerin oder des Nutzers und die der Bestellung',
	},
	account: {
		withoutNumber: 'Ohne Nummer',
		illiad: {
			subject: ({ count, troubles }) =>
				troubles === 0 ? `ILLiad und ReShare: ${transactions(count)}` : `ILLiad und ReShare: bitte ${transactions(troubles)} prüfen`,
			introduction: 'Was aus jedem Vorgang wurde:',
		},
		alma: {
			subject: ({ count, requested, troubles }) =>
				`Alma und ReShare: ${requested} von ${count} bestellt${troubles === 0 ? '' : `, bitte ${troubles} prüfen`}`,
			introduction: 'Was aus jeder Bestellung wurde:',
			leftAlone:
				'„Unverändert gelassen“ heißt, dass die Bestellung in Alma nicht mehr wartet, eine Kopie betrifft oder von ReShare selbst in Alma eingetragen wurde.',
		},
	},
};
