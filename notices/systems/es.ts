import { createCountFormatter } from '../formatInLanguage';
import type { SystemMessages } from './SystemMessages';

const counted = createCountFormatter('es');
const by = (supplier: string | undefined): string => (supplier === undefined ? '' : ` (${supplier})`);
const transactions = (count: number): string => counted(count, '# transacción', '# transacciones');

export const esSystemMessages: SystemMessages = {
	note: {
		requested: (number) => `solicitado como ${number}.`,
		hadBeenRequested: (number) => `ya estaba solicitado como ${number}.`,
		lookAt: (number) => `por favor, revise ${number} en ReShare.`,
		notRequested: 'no solicitado.',
		notRequestedLook: 'no solicitado; por favor, revíselo.',
		found: 'Encontrado:',
		dayNotRead: (day) => `No se pudo leer el día «${day}» y se omitió.`,
		notCleared: (value) => `no solicitado. La cuenta no está autorizada en ILLiad (${value}).`,
		accountNotRead: (answer) => `no solicitado. ILLiad no pudo informar sobre la cuenta (${answer}).`,
		lentBy: (libraries) => `prestado por: ${libraries}`,
		lentByNobody: 'no lo presta nadie',
		expectsToSupply: (supplier, number) => `${supplier ?? 'Una biblioteca'} piensa enviar ${number}.`,
		news: {
			shipped: (number, supplier) => `${number} ha sido enviado${by(supplier)}.`,
			received: (number) => `${number} ha llegado.`,
			overdue: (number) => `${number} está vencido.`,
			recalled: (number, supplier) => `se reclama ${number}${by(supplier)}.`,
			returnShipped: (number) => `${number} está de vuelta.`,
			complete: (number) => `${number} está concluido.`,
			endOfRota: (number) => `ninguna biblioteca presta ${number}.`,
			cancelled: (number) => `${number} ha sido cancelado.`,
			unreadMessage: (number) => `${number} tiene en ReShare un mensaje que nadie ha leído.`,
		},
		needsStaff: (number, status) => `${number} requiere su atención en ReShare: ${status}.`,
		due: (day) => `Vence el ${day}.`,
		historyNotRead: 'No se pudo leer el historial de la solicitud.',
		noReason: 'sin motivo',
	},
	handOver: {
		over: 'No se ha pasado: la solicitud ya terminó, o todavía quedan bibliotecas por preguntar.',
		cameFromIlliad: 'No se ha pasado: vino de ILLiad, cuya plantilla la encamina.',
		told: 'Comunicado por correo.',
		made: (system, number) => `Pasado a ${system}, donde es ${number}.`,
		illiadNotAsked: (answer) => `No se pudo consultar ILLiad (${answer}), así que no hay allí ninguna transacción.`,
		notTold: (answer) => `ILLiad no pudo decir qué ha pedido la persona (${answer}), así que no hay allí ninguna transacción.`,
		isThere: (number) => `ILLiad ya lo tiene, como transacción ${number}. No se creó otra.`,
		illiadMayHaveIt: (answer, citedIn) =>
			`Quizá ILLiad lo tenga: su respuesta no llegó (${answer}). Busque «${citedIn}» en Cited In antes de crear una transacción.`,
		almaMayHaveIt: (answer) =>
			`Quizá Alma lo tenga: su respuesta no llegó (${answer}). Mire las solicitudes de la persona antes de crear una.`,
		notTaken: (system, answer) => `${system} no lo aceptó (${answer}).`,
		withoutNote: (number, answer) => `Está en ILLiad, como transacción ${number}, sin la nota de las respuestas negativas (${answer}).`,
		almaHasItsOwn:
			'Alma dice que su propia biblioteca tiene algo de este título, y no creó ninguna solicitud. Revíselo; solo el personal debería pasarlo por alto.',
		almaHasOne: 'Alma ya tiene una solicitud de esta persona para este título, y no creó otra.',
		nobodyRefused: 'ReShare no sabe de ninguna negativa.',
	},
	end: {
		noNumber: 'Llegó un elemento sin número de transacción. Revise qué transmite el flujo de trabajo.',
		notANumber: 'Esto no es un número de transacción.',
		lost: 'Llegó una respuesta y n8n no supo a qué: conecte el nodo que pregunta directamente con este.',
		answered: (answer) => `ILLiad respondió ${answer}`,
		notAsked: (answer) => `No se pudo consultar ILLiad (${answer}); no se solicitó nada.`,
		reshareNotAsked: (answer) => `No se pudo consultar ReShare (${answer}). Envíe el número otra vez.`,
		leftAlone: {
			notBorrowing: (type) => `Sin cambios. No es una transacción de préstamo recibido (${type}).`,
			notLoan: (type) => `Sin cambios. No es un préstamo (${type}).`,
			addOn: (system) => `Sin cambios. Está en manos de otro complemento (${system}).`,
			sent: (number) => `Sin cambios. Ya se ha enviado (${number}).`,
			inQueue: (queue) => `Sin cambios. Está en «${queue}».`,
			ofAnotherSystem: 'Sin cambios. No viene de ILLiad.',
		},
		noteNotKept: (answer) => `ILLiad no confirmó la nota (${answer}), así que la transacción se queda donde está.`,
		notLookedAt: (answer) => `Nota añadida, pero ILLiad no pudo decir dónde está la transacción (${answer}), así que se queda ahí.`,
		stays: (queue) => `Nota añadida; la transacción se queda en «${queue}».`,
		staysWhereMoved: (queue) => `Nota añadida; la transacción se queda en «${queue}», adonde alguien la ha movido.`,
		noted: 'Nota añadida; la transacción se queda donde está.',
		moved: (queue) => `Nota añadida; transacción movida a «${queue}».`,
		notMoved: (queue, answer) => `ILLiad no movió la transacción a «${queue}» (${answer}).`,
		itsNote: (note) => `La nota: ${note}`,
	},
	alma: {
		verdicts: { cancelOne: 'Hay que cancelar uno', leftAlone: 'Sin cambios', notRead: 'No leído' },
		inReShare: (number) => `en ReShare: ${number}`,
		canceled: 'solicitud cancelada en Alma',
		stays: 'se queda en Alma',
		inAlma: (facts) => `en Alma: ${facts}`,
		answered: (answer) => `Alma respondió: ${answer}`,
		notAsked: (answer) => `no se pudo consultar Alma (${answer})`,
		notCanceled: (answer) => `Alma no dijo que haya cancelado el suyo (${answer})`,
		reShareNotAsked: (answer) => `no se pudo consultar ReShare (${answer})`,
		noLine: 'una línea lleva el identificador de la persona usuaria y el número de la solicitud',
	},
	account: {
		withoutNumber: 'Sin número',
		illiad: {
			subject: ({ count, troubles }) =>
				troubles === 0 ? `ILLiad y ReShare: ${transactions(count)}` : `ILLiad y ReShare: por favor, revise ${transactions(troubles)}`,
			introduction: 'Qué ha sido de cada transacción:',
		},
		alma: {
			subject: ({ count, requested, troubles }) =>
				troubles === 0 ? `Alma y ReShare: ${requested} de ${count} en ReShare` : `Alma y ReShare: por revisar ${troubles} de ${count}`,
			introduction: 'Qué ha sido de cada solicitud:',
			leftAlone:
				'«Sin cambios» significa que la solicitud ya no está pendiente en Alma, es de una copia o la puso en Alma el propio ReShare.',
		},
	},
};
