import { createCountFormatter } from '../formatInLanguage';
import type { SystemMessages } from './SystemMessages';

const counted = createCountFormatter('fr');
const by = (supplier: string | undefined): string => (supplier === undefined ? '' : ` (${supplier})`);
const transactions = (count: number): string => counted(count, '# transaction', '# transactions');

export const frSystemMessages: SystemMessages = {
	note: {
		requested: (number) => `demandé sous le numéro ${number}.`,
		hadBeenRequested: (number) => `était déjà demandé sous le numéro ${number}.`,
		lookAt: (number) => `veuillez examiner ${number} dans ReShare.`,
		notRequested: 'non demandé.',
		notRequestedLook: 'non demandé, veuillez vérifier.',
		found: 'Trouvé :',
		dayNotRead: (day) => `Le jour « ${day} » n'a pas pu être lu et a été omis.`,
		notCleared: (value) => `non demandé. Le compte n'est pas validé dans ILLiad (${value}).`,
		accountNotRead: (answer) => `non demandé. ILLiad n'a rien pu dire du compte (${answer}).`,
		lentBy: (libraries) => `prêté par : ${libraries}`,
		lentByNobody: 'prêté par personne',
		expectsToSupply: (supplier, number) => `${supplier ?? 'Une bibliothèque'} compte envoyer ${number}.`,
		news: {
			shipped: (number, supplier) => `${number} a été expédié${by(supplier)}.`,
			received: (number) => `${number} est arrivé.`,
			overdue: (number) => `${number} est en retard.`,
			recalled: (number, supplier) => `${number} est réclamé${by(supplier)}.`,
			returnShipped: (number) => `${number} est sur le chemin du retour.`,
			complete: (number) => `${number} est terminé.`,
			endOfRota: (number) => `aucune bibliothèque ne prête ${number}.`,
			cancelled: (number) => `${number} a été annulé.`,
			unreadMessage: (number) => `${number} a dans ReShare un message que personne n'a lu.`,
		},
		needsStaff: (number, status) => `${number} attend une action dans ReShare : ${status}.`,
		due: (day) => `À rendre le ${day}.`,
		historyNotRead: "L'historique de la demande n'a pas pu être lu.",
		noReason: 'sans motif',
	},
	handOver: {
		over: 'Non transmis : la demande est déjà close, ou il reste des bibliothèques à solliciter.',
		cameFromIlliad: "Non transmis : la demande vient d'ILLiad, dont le modèle l'achemine.",
		told: 'Signalé par e-mail.',
		made: (system, number) => `Transmis à ${system}, sous le numéro ${number}.`,
		illiadNotAsked: (answer) => `ILLiad n'a pas pu être interrogé (${answer}) : aucune transaction n'y a été créée.`,
		notTold: (answer) => `ILLiad n'a pas pu dire ce que la personne a demandé (${answer}) : aucune transaction n'y a été créée.`,
		isThere: (number) => `ILLiad l'a déjà, comme transaction ${number}. Aucune autre n'a été créée.`,
		illiadMayHaveIt: (answer, citedIn) =>
			`ILLiad l'a peut-être : sa réponse n'est pas arrivée (${answer}). Cherchez « ${citedIn} » dans Cited In avant de créer une transaction.`,
		almaMayHaveIt: (answer) =>
			`Alma l'a peut-être : sa réponse n'est pas arrivée (${answer}). Regardez les demandes de la personne avant d'en créer une.`,
		notTaken: (system, answer) => `${system} ne l'a pas accepté (${answer}).`,
		withoutNote: (number, answer) => `C'est dans ILLiad, comme transaction ${number}, sans la note des réponses négatives (${answer}).`,
		almaHasItsOwn:
			"Alma dit que votre propre bibliothèque a quelque chose pour ce titre, et n'a créé aucune demande. À examiner ; seul le personnel devrait passer outre.",
		almaHasOne: "Alma a déjà une demande de cette personne pour ce titre, et n'en a pas créé d'autre.",
		nobodyRefused: 'ReShare ne connaît aucun refus.',
	},
	end: {
		noNumber: 'Un élément est arrivé sans numéro de transaction. Vérifiez ce que le workflow transmet.',
		notANumber: "Ce n'est pas un numéro de transaction.",
		lost: 'Une réponse est arrivée, sans que n8n sache à quoi : reliez directement à celui-ci le nœud qui interroge.',
		answered: (answer) => `ILLiad a répondu ${answer}`,
		notAsked: (answer) => `ILLiad n'a pas pu être interrogé (${answer}) ; rien n'a été demandé.`,
		reshareNotAsked: (answer) => `ReShare n'a pas pu être interrogé (${answer}). Envoyez de nouveau le numéro.`,
		leftAlone: {
			notBorrowing: (type) => `Laissée telle quelle. Ce n'est pas une transaction d'emprunt (${type}).`,
			notLoan: (type) => `Laissée telle quelle. Ce n'est pas un prêt (${type}).`,
			addOn: (system) => `Laissée telle quelle. Un autre module la traite (${system}).`,
			sent: (number) => `Laissée telle quelle. Elle est déjà envoyée (${number}).`,
			inQueue: (queue) => `Laissée telle quelle. Elle est dans « ${queue} ».`,
			ofAnotherSystem: "Laissée telle quelle. Elle ne vient pas d'ILLiad.",
		},
		noteNotKept: (answer) => `ILLiad n'a pas confirmé la note (${answer}) ; la transaction reste où elle est.`,
		notLookedAt: (answer) => `Note ajoutée, mais ILLiad n'a pas pu dire où est la transaction (${answer}) ; elle y reste.`,
		stays: (queue) => `Note ajoutée ; la transaction reste dans « ${queue} ».`,
		staysWhereMoved: (queue) => `Note ajoutée ; la transaction reste dans « ${queue} », où quelqu'un l'a déplacée.`,
		noted: 'Note ajoutée ; la transaction reste où elle est.',
		moved: (queue) => `Note ajoutée ; transaction déplacée vers « ${queue} ».`,
		notMoved: (queue, answer) => `ILLiad n'a pas déplacé la transaction vers « ${queue} » (${answer}).`,
		itsNote: (note) => `La note : ${note}`,
	},
	alma: {
		verdicts: { cancelOne: 'Annulez un des deux', leftAlone: 'Laissée telle quelle', notRead: 'Non lu' },
		inReShare: (number) => `dans ReShare : ${number}`,
		canceled: 'demande annulée dans Alma',
		stays: 'reste dans Alma',
		inAlma: (facts) => `dans Alma : ${facts}`,
		answered: (answer) => `Alma a répondu : ${answer}`,
		notAsked: (answer) => `Alma n'a pas pu être interrogé (${answer})`,
		notCanceled: (answer) => `Alma n'a pas dit avoir annulé le sien (${answer})`,
		reShareNotAsked: (answer) => `ReShare n'a pas pu être interrogé (${answer})`,
		noLine: "une ligne contient l'identifiant de la personne et le numéro de la demande",
	},
	account: {
		withoutNumber: 'Sans numéro',
		illiad: {
			subject: ({ count, troubles }) =>
				troubles === 0 ? `ILLiad et ReShare : ${transactions(count)}` : `ILLiad et ReShare : ${transactions(troubles)} à vérifier`,
			introduction: 'Ce que chaque transaction est devenue :',
		},
		alma: {
			subject: ({ count, requested, troubles }) =>
				troubles === 0
					? `Alma et ReShare : ${requested} sur ${count} dans ReShare`
					: `Alma et ReShare : ${troubles} sur ${count} à vérifier`,
			introduction: 'Ce que chaque demande est devenue :',
			leftAlone:
				"« Laissée telle quelle » signifie que la demande n'est plus en attente dans Alma, porte sur une copie, ou a été mise dans Alma par ReShare lui-même.",
		},
	},
};
