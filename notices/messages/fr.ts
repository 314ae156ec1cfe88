import { frLists } from '../lists/fr';
import { frPages } from '../pages/fr';
import { frSystems } from '../systems/fr';
import type { Messages } from './Messages';

export const fr: Messages = {
	patron: {
		freeCopy: {
			subject: 'À lire gratuitement : {title}',
			text: '« {title} » se lit gratuitement. Le lien est ci-dessous.\n\nNous ne l’avons donc pas demandé à une autre bibliothèque. Si ce n’est pas ce qu’il vous faut, écrivez à {ourAddress}.',
		},
		requested: {
			subject: 'Votre demande {number} : {title}',
			text: "Nous avons demandé « {title} » à d'autres bibliothèques, par le prêt entre bibliothèques.\n\nVotre demande porte le numéro {number}. {whatNext}",
		},
		checkReference: {
			subject: 'Où avez-vous trouvé cette référence ? {title}',
			text: "Nous avons cherché « {title} » dans les bibliothèques de notre réseau, et n'avons rien trouvé de semblable.\n\nMerci de nous dire d'où vient la référence : d'une bibliographie, d'une page web, d'un assistant comme un chatbot ? Les chatbots citent aussi des œuvres qui n'existent pas. Avec une copie du passage, nous pourrons continuer à chercher.",
		},
		anotherWay: {
			subject: 'Nous cherchons une autre solution : {title}',
			text: "Nous n'avons pas pu demander « {title} » directement à une autre bibliothèque de notre réseau.\n\nNotre personnel cherche une autre solution et vous écrira.",
		},
		isbnNotValid: {
			subject: "Merci de vérifier l'ISBN : {title}",
			text: "Rien n'a encore été demandé. L'ISBN {isbn} n'est pas correct : peut-être manque-t-il un chiffre, ou l'un d'eux est mal saisi.\n\nMerci de refaire la demande avec le bon numéro, ou sans numéro.",
		},
		lookedInto: {
			subject: 'Nous nous en occupons : {title}',
			text: "Merci pour votre demande de prêt entre bibliothèques : « {title} ».\n\nNotre personnel s'en occupe et vous écrira.",
		},
		notAvailable: {
			subject: 'Non disponible : {title}',
			text: "Nous avons cherché « {title} » dans les bibliothèques de notre réseau.\n\n{why}\n\nSi vous en avez besoin, merci de vous adresser à l'accueil ; il existe peut-être d'autres moyens.",
		},
		expectsToSupply: {
			subject: 'Une bibliothèque compte envoyer votre document',
			text: "Bonne nouvelle : une autre bibliothèque compte nous envoyer ce document. C'est {supplier}. La plupart des prêts venant de là arrivent le {expectedArrival} au plus tard. Nous vous écrirons quand il sera en route.",
		},
		cancelRefused: {
			subject: "Votre demande n'a pas pu être annulée",
			text: "Cette demande n'a pas pu être annulée : la bibliothèque prêteuse compte toujours nous envoyer ce document. C'est {supplier}. Nous vous écrirons quand il sera en route.",
		},
		shipped: {
			subject: 'Votre document est en route',
			text: "La bibliothèque prêteuse nous a envoyé ce document. Il vient de {supplier}. Il n'est pas encore arrivé : merci d'attendre notre avis d'arrivée. La plupart des prêts venant de là arrivent le {expectedArrival} au plus tard.",
		},
		received: {
			subject: 'Votre document est arrivé',
			text: 'Ce document est à votre disposition. Lieu de retrait : {pickupLocation}. À rendre au plus tard le {dueDate}.',
		},
		documentDelivered: {
			subject: 'Votre copie est arrivée : {title}',
			text: 'La copie demandée est arrivée. {howToGetIt}',
		},
		overdue: {
			subject: 'Votre document est en retard',
			text: 'Ce document est en retard. Il était à rendre le {dueDate}. Merci de le rapporter dès que possible.',
		},
		recalled: {
			subject: 'Merci de rapporter votre document',
			text: 'La bibliothèque qui a prêté ce document souhaite le récupérer. Merci de le rapporter dès que possible.',
		},
		returnShipped: {
			subject: 'Votre document est sur le chemin du retour',
			text: "Nous avons renvoyé ce document à la bibliothèque qui l'a prêté. Merci de l'avoir rendu.",
		},
		complete: {
			subject: 'Votre prêt est terminé',
			text: "La bibliothèque prêteuse a reçu ce document en retour. Vous n'avez plus rien à faire.",
		},
		closed: {
			subject: 'Votre demande est close',
			text: 'Votre demande de ce document est close. Si vous ne vous y attendiez pas, posez-nous la question.',
		},
		endOfRota: {
			subject: "Nous n'avons trouvé aucune bibliothèque qui prête votre document",
			text: 'Désolés : aucune des bibliothèques qui possèdent ce document ne peut le prêter maintenant. Notre personnel cherchera une autre voie et vous écrira.',
		},
		cancelled: {
			subject: 'Votre demande a été annulée',
			text: 'Votre demande de ce document a été annulée. Si vous ne vous y attendiez pas, posez-nous la question.',
		},
		reminder: {
			subject: 'Votre document est bientôt à rendre',
			text: 'Ce document est à rendre au plus tard le {dueDate}. Merci de le rapporter avant la fin de ce jour. Si vous en avez besoin plus longtemps, merci de nous le demander avant cette date.',
		},
		firstLetter: {
			subject: 'Votre document est en retard',
			text: "Ce document était à rendre le {dueDate}. Merci de le rapporter dès que possible. Si vous l'avez déjà rapporté, merci : ce message a croisé votre retour.",
		},
		secondLetter: {
			subject: 'Deuxième rappel : votre document est en retard',
			text: "Ce document était à rendre le {dueDate}. Il appartient à une autre bibliothèque, qui l'attend. Merci de le rapporter maintenant.",
		},
		thirdLetter: {
			subject: 'Dernier rappel : votre document est en retard',
			text: 'Ce document était à rendre le {dueDate}. Ceci est notre dernier rappel. La bibliothèque propriétaire peut demander son remplacement. Merci de le rapporter maintenant, ou de nous parler.',
		},
		other: {
			subject: 'Des nouvelles de votre demande',
			text: "L'état de votre demande a changé.",
		},
		pageCanceled: {
			subject: 'La demande est annulée',
			text: "{title}, {number}. Aucune bibliothèque n'enverra le document.",
		},
		pageAskedToCancel: {
			subject: 'Nous demandons si elle peut encore être annulée',
			text: "{title}, {number}. Une bibliothèque traite déjà la demande ; nous l'interrogeons d'abord. Si le document est déjà en route, il arrivera malgré tout.",
		},
		pageNotCanceled: {
			subject: "La demande n'a pas été annulée",
			text: "{title}, {number}. Elle ne peut pas être annulée maintenant, par exemple parce que le document est en route ou déjà arrivé, ou parce qu'elle est déjà annulée. Si vous avez besoin d'aide, adressez-vous ici : {ourAddress}.",
		},
		pageNotSure: {
			subject: 'Nous ne savons pas encore si elle a été annulée',
			text: '{title}, {number}. Avant de réessayer, adressez-vous ici : {ourAddress}.',
		},
		pageNoSuchRequest: {
			subject: "Cette demande n'existe pas",
			text: "Il n'y a pas de demande de ce numéro que vous puissiez annuler ici. Merci de vérifier le numéro et la carte de bibliothèque. Si vous avez besoin d'aide, adressez-vous ici : {ourAddress}.",
		},
		pageTryLater: {
			subject: 'Merci de réessayer plus tard',
			text: "La demande n'a pas été annulée : ReShare n'a pas pu être interrogé, ou trop de numéros erronés ont été saisis. Merci de réessayer dans une heure. Si vous avez besoin d'aide, adressez-vous ici : {ourAddress}.",
		},
	},
	staff: {
		noAddress: {
			subject: 'Merci de prévenir la personne : {patronSubject}',
			text: "Ceci n'a pas été envoyé à la personne : il n'y a pas d'adresse e-mail, ce n'est pas une seule adresse, ou votre propre système n'a pas confirmé la personne.\n\n{whatToDo}",
			whatToDo: 'Merci de lui transmettre ce qui suit.',
		},
		notDelivered: {
			subject: 'Non distribué : {patronSubject}',
			text: "Ce message destiné à {reader} n'a pas pu être distribué : {error}\n\n{whatToDo}",
			whatToDo: 'Merci de transmettre ce message autrement.',
		},
		workflowFailed: {
			subject: 'Un workflow a échoué : {workflow}',
			text: "Il s'est arrêté à {node}.\n\n{error}\n\n{whatToDo}",
			whatToDo: "Ouvrez l'exécution. Une fois la cause corrigée, Retry reprend là où il s'est arrêté. Rien n'est demandé deux fois.",
		},
		couldNotAsk: {
			subject: 'Une demande attend : {title}',
			text: "Cela n'a pas pu être fait.\n\n{error}\n\n{whatToDo}",
			whatToDo:
				'Corrigez ce qui est indiqué, ou attendez que ReShare réponde. Faites ensuite envoyer la demande de nouveau, ou faites-la à la main.',
		},
		lookAtWish: {
			subject: 'Merci de vérifier une demande : {title}',
			text: '{explanation}\n\n{whatToDo}',
			whatToDo: "Demandez à la personne ce qu'elle souhaite, et faites la demande à la main.",
		},
		chooseRecord: {
			subject: 'Merci de choisir une notice : {title}',
			text: '{explanation}\n\n{whatToDo}',
			whatToDo: "Choisissez la notice souhaitée et faites la demande ; si ce n'est aucune d'elles, écrivez à la personne.",
		},
		checkReference: {
			subject: 'Merci de vérifier si cela existe : {title}',
			text: '{explanation}\n\n{whatToDo}',
			whatToDo:
				"Vérifiez d'abord si l'œuvre existe : la référence peut être fausse ou inventée. Si elle existe, cherchez une autre solution pour l'obtenir ; sinon, écrivez à la personne.",
		},
		notAvailable: {
			subject: 'À obtenir autrement : {title}',
			text: '{explanation}\n\n{whatToDo}',
			whatToDo: "Cherchez une autre solution pour l'obtenir, et écrivez à la personne.",
		},
		lookAtRequest: {
			subject: 'Merci de vérifier une demande dans ReShare : {title}',
			text: '{explanation}\n\n{whatToDo}',
			whatToDo: 'Ouvrez la demande dans ReShare, décidez, et écrivez à la personne.',
		},
		notCreated: {
			subject: 'Demande non passée : {title}',
			text: '{explanation}\n\n{whatToDo}',
			whatToDo: 'Corrigez ce qui ne va pas ou cherchez une autre solution, et écrivez à la personne.',
		},
		actionNotDone: {
			subject: "N'a pas été fait : demande {number}",
			text: '{explanation}\n\n{whatToDo}',
			whatToDo: 'Ouvrez la demande dans ReShare, et faites à la main ce qui reste à faire.',
		},
		ruleWouldAnswer: {
			subject: 'Réponse proposée pour {number}',
			text: '{explanation}\n\n{whatToDo}',
			whatToDo: 'Envoyez cette réponse, ou donnez-en une autre dans ReShare.',
		},
		ruleLeftToStaff: {
			subject: 'Veuillez répondre : {number} {title}',
			text: '{explanation}\n\n{whatToDo}',
			whatToDo: 'Répondez à la demande dans ReShare.',
		},
		unreadMessage: {
			subject: '{number} : message non lu',
			text: '{whatToDo}',
			whatToDo: "Lisez le message de l'autre bibliothèque et répondez-y.",
		},
		conditionsAnswered: {
			subject: '{number} : conditions acceptées',
			text: '{whatToDo}',
			whatToDo: 'Envoyez le document : la bibliothèque emprunteuse accepte vos conditions.',
		},
		endOfRota: {
			subject: 'Aucune bibliothèque ne prête : {number} {title}',
			text: 'Aucune des bibliothèques du réseau ne peut prêter ce document.\n\n{problem}\n\n{whatToDo}',
			whatToDo: "Merci de chercher une autre solution, et d'écrire à la personne.",
		},
		needsStaff: {
			subject: '{number} : {status}',
			text: '{whatToDo}',
			whatToDo: "Ouvrez la demande et voyez ce qu'elle attend.",
		},
		other: {
			subject: '{number} : {status}',
			text: "L'état de cette demande a changé.\n\n{whatToDo}",
			whatToDo: '',
		},
	},
	greeting: 'Bonjour,',
	closing: 'Cordialement,',
	labels: {
		citation: 'Référence',
		title: 'Titre',
		author: 'Auteur',
		journal: 'Dans',
		isbn: 'ISBN',
		issn: 'ISSN',
		year: 'Année',
		volume: 'Volume',
		pages: 'Pages',
		number: 'Numéro de demande',
		reference: 'Référence',
		status: 'État dans ReShare',
		reason: 'Raison',
		conditions: 'Conditions',
		patron: 'Numéro de carte',
		patronName: 'Personne',
		patronEmail: 'E-mail',
		pickupLocation: 'Lieu de retrait',
		supplier: 'Bibliothèque prêteuse',
		borrower: 'Bibliothèque emprunteuse',
		neededBy: 'Souhaité avant le',
		since: 'Depuis',
	},
	colon: ' : ',
	quotes: ['« ', ' »'],
	links: {
		confirm: 'Vérifier cette réponse et l’envoyer',
		cancel: 'Annuler cette demande',
		request: 'Ouvrir la demande dans ReShare',
		document: 'Lire la copie',
		execution: "Ouvrir l'exécution dans n8n",
		choose: 'Choisir la notice ici',
	},
	lists: frLists,
	pages: frPages,
	systems: frSystems,
	headings: { candidates: 'Notices correspondantes', refusals: 'Réponses négatives', forms: 'Formulaires remplis' },
	candidate: { noDate: 'sans date', lenders: (count) => (count === 1 ? '1 bibliothèque prêteuse' : `${count} bibliothèques prêteuses`) },
	why: {
		nothingFound: "Aucune d'entre elles ne l'a.",
		nobodyLends: 'Aucune autre bibliothèque ne le prête.',
		ownLibrary: "Notre propre bibliothèque l'a : merci de consulter notre catalogue.",
	},
	whatNext: {
		weWrite: "Nous vous écrirons de nouveau dès qu'il y aura du nouveau.",
		nameTheNumber: "Merci de l'indiquer lorsque vous nous interrogez au sujet de cette demande.",
	},
	howToGetIt: {
		here: 'Vous pouvez la lire ici.',
		usualWay: 'Vous la recevrez de la manière habituelle.',
		askUs: 'Elle est arrivée avec un lien que nous ne pouvons pas transmettre : merci de nous contacter.',
	},
	chooseOnPage: "Ouvrez la page ci-dessous et choisissez la notice voulue, ou aucune d'elles. La demande est alors faite.",
	sentToTester: 'Un test : sinon ce message irait à {reader}. Voir Send Everything To dans le ReShare Library Profile.',
	isTest: "Ceci a été fait à partir d'un événement de test. Rien n'a changé.",
	testMark: '[Test]',
	unknownLibrary: 'Bibliothèque inconnue',
};
