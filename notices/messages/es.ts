import { esLists } from '../lists/es';
import { esPages } from '../pages/es';
import { esSystems } from '../systems/es';
import type { Messages } from './Messages';

export const es: Messages = {
	patron: {
		freeCopy: {
			subject: 'Puede leerlo gratis: {title}',
			text: '«{title}» se puede leer gratis. El enlace está abajo.\n\nPor eso no lo hemos pedido a otra biblioteca. Si no es lo que necesita, escriba a {ourAddress}, por favor.',
		},
		requested: {
			subject: 'Su solicitud {number}: {title}',
			text: 'Hemos pedido «{title}» a otras bibliotecas en préstamo interbibliotecario.\n\nSu solicitud tiene el número {number}. {whatNext}',
		},
		checkReference: {
			subject: '¿Dónde encontró esta referencia? {title}',
			text: 'Hemos buscado «{title}» en las bibliotecas de nuestro consorcio y no hemos encontrado nada parecido.\n\nDíganos, por favor, de dónde procede la referencia: ¿una bibliografía, una página web, un asistente como un chatbot? Los chatbots también citan obras que no existen. Con una copia del lugar podremos seguir buscando.',
		},
		anotherWay: {
			subject: 'Buscamos otra vía: {title}',
			text: 'No hemos podido pedir «{title}» directamente a otra biblioteca de nuestro consorcio.\n\nNuestro personal busca otra vía y le escribirá.',
		},
		isbnNotValid: {
			subject: 'Revise el ISBN, por favor: {title}',
			text: 'Todavía no se ha pedido nada. El ISBN {isbn} no es correcto: quizá falte una cifra o esté mal escrita.\n\nPídalo de nuevo con el número correcto o sin número, por favor.',
		},
		lookedInto: {
			subject: 'Lo estamos revisando: {title}',
			text: 'Gracias por su solicitud de préstamo interbibliotecario: «{title}».\n\nNuestro personal la está revisando y le escribirá.',
		},
		notAvailable: {
			subject: 'No disponible: {title}',
			text: 'Hemos buscado «{title}» en las bibliotecas de nuestro consorcio.\n\n{why}\n\nSi lo necesita, pregunte en el mostrador, por favor; puede haber otras vías.',
		},
		expectsToSupply: {
			subject: 'Una biblioteca piensa enviar su ejemplar',
			text: 'Buenas noticias: otra biblioteca piensa enviarnos este ejemplar. Es {supplier}. La mayoría de los préstamos de allí llegan a más tardar el {expectedArrival}. Le escribiremos de nuevo cuando esté en camino.',
		},
		cancelRefused: {
			subject: 'No se ha podido cancelar su solicitud',
			text: 'Esta solicitud no se ha podido cancelar: la biblioteca prestadora sigue pensando enviarnos este ejemplar. Es {supplier}. Le escribiremos de nuevo cuando esté en camino.',
		},
		shipped: {
			subject: 'Su ejemplar está en camino',
			text: 'La biblioteca prestadora nos ha enviado este ejemplar. Viene de {supplier}. Todavía no ha llegado: espere nuestro aviso de llegada, por favor. La mayoría de los préstamos de allí llegan a más tardar el {expectedArrival}.',
		},
		received: {
			subject: 'Su ejemplar ha llegado',
			text: 'Este ejemplar está a su disposición. Lugar de recogida: {pickupLocation}. Fecha de devolución: {dueDate}.',
		},
		documentDelivered: {
			subject: 'Su copia ha llegado: {title}',
			text: 'La copia que pidió ha llegado. {howToGetIt}',
		},
		overdue: {
			subject: 'El plazo de su ejemplar ha vencido',
			text: 'El plazo de este préstamo ha vencido. Debía devolverse el {dueDate}. Devuélvalo cuanto antes, por favor.',
		},
		recalled: {
			subject: 'Devuelva su ejemplar, por favor',
			text: 'La biblioteca que prestó este ejemplar lo necesita. Devuélvalo cuanto antes, por favor.',
		},
		returnShipped: {
			subject: 'Su ejemplar está en camino de vuelta',
			text: 'Hemos devuelto este ejemplar a la biblioteca que lo prestó. Gracias por devolverlo.',
		},
		complete: {
			subject: 'Su préstamo está cerrado',
			text: 'La biblioteca prestadora ha recibido este ejemplar de vuelta. No tiene que hacer nada más.',
		},
		closed: {
			subject: 'Su solicitud está cerrada',
			text: 'Su solicitud de este ejemplar está cerrada. Si no lo esperaba, consúltenos, por favor.',
		},
		endOfRota: {
			subject: 'No hemos encontrado una biblioteca que preste su ejemplar',
			text: 'Lo sentimos: ninguna de las bibliotecas que tienen este ejemplar puede prestarlo ahora. Nuestro personal buscará otra vía y le escribirá.',
		},
		cancelled: {
			subject: 'Su solicitud ha sido cancelada',
			text: 'Su solicitud de este ejemplar ha sido cancelada. Si no lo esperaba, consúltenos, por favor.',
		},
		reminder: {
			subject: 'Su préstamo vence pronto',
			text: 'Este ejemplar debe devolverse el {dueDate}. Devuélvalo hasta ese día, por favor. Si lo necesita más tiempo, consúltenos antes de esa fecha.',
		},
		firstLetter: {
			subject: 'Su préstamo ha vencido',
			text: 'Este ejemplar debía devolverse el {dueDate}. Devuélvalo cuanto antes, por favor. Si ya lo ha devuelto, gracias: este mensaje se ha cruzado con la devolución.',
		},
		secondLetter: {
			subject: 'Segundo aviso: su préstamo ha vencido',
			text: 'Este ejemplar debía devolverse el {dueDate}. Pertenece a otra biblioteca, que lo espera. Devuélvalo ahora, por favor.',
		},
		thirdLetter: {
			subject: 'Último aviso: su préstamo ha vencido',
			text: 'Este ejemplar debía devolverse el {dueDate}. Este es nuestro último aviso. La biblioteca propietaria puede pedir que se reemplace. Devuélvalo ahora o hable con nosotros, por favor.',
		},
		other: {
			subject: 'Novedades de su solicitud',
			text: 'El estado de su solicitud ha cambiado.',
		},
		pageCanceled: {
			subject: 'La solicitud está cancelada',
			text: '{title}, {number}. Ninguna biblioteca enviará el ejemplar.',
		},
		pageAskedToCancel: {
			subject: 'Estamos preguntando si aún se puede cancelar',
			text: '{title}, {number}. Una biblioteca ya está tramitando la solicitud y se le pregunta primero. Si el ejemplar ya está en camino, llegará de todos modos.',
		},
		pageNotCanceled: {
			subject: 'La solicitud no se ha cancelado',
			text: '{title}, {number}. Ahora no se puede cancelar, por ejemplo porque el ejemplar está en camino o ya ha llegado, o porque ya se había cancelado. Si necesita ayuda, consulte aquí, por favor: {ourAddress}.',
		},
		pageNotSure: {
			subject: 'Todavía no sabemos si se ha cancelado',
			text: '{title}, {number}. Antes de intentarlo de nuevo, consulte aquí, por favor: {ourAddress}.',
		},
		pageNoSuchRequest: {
			subject: 'No existe tal solicitud',
			text: 'No hay ninguna solicitud con ese número que usted pueda cancelar aquí. Compruebe el número y el carné de biblioteca, por favor. Si necesita ayuda, consulte aquí, por favor: {ourAddress}.',
		},
		pageTryLater: {
			subject: 'Inténtelo de nuevo más tarde, por favor',
			text: 'La solicitud no se ha cancelado: no se ha podido consultar ReShare, o hubo demasiados números incorrectos. Inténtelo de nuevo dentro de una hora, por favor. Si necesita ayuda, consulte aquí, por favor: {ourAddress}.',
		},
	},
	staff: {
		noAddress: {
			subject: 'Por favor, avise a la persona: {patronSubject}',
			text: 'Esto no se envió a la persona: no hay dirección de correo, no es exactamente una, o su propio sistema no ha confirmado a la persona.\n\n{whatToDo}',
			whatToDo: 'Comunique a la persona lo que sigue, por favor.',
		},
		notDelivered: {
			subject: 'No entregado: {patronSubject}',
			text: 'Este correo para {reader} no se ha podido entregar: {error}\n\n{whatToDo}',
			whatToDo: 'Por favor, transmita este mensaje por otra vía.',
		},
		workflowFailed: {
			subject: 'Ha fallado un flujo de trabajo: {workflow}',
			text: 'Se detuvo en {node}.\n\n{error}\n\n{whatToDo}',
			whatToDo: 'Abra la ejecución. Cuando se haya resuelto la causa, Retry continúa desde donde se detuvo. Nada se pide dos veces.',
		},
		couldNotAsk: {
			subject: 'Una solicitud espera: {title}',
			text: 'No se ha podido hacer.\n\n{error}\n\n{whatToDo}',
			whatToDo:
				'Corrija lo que se indica, o espere a que ReShare responda. Después, pida que se envíe de nuevo, o haga la solicitud a mano.',
		},
		lookAtWish: {
			subject: 'Por favor, revise una solicitud: {title}',
			text: '{explanation}\n\n{whatToDo}',
			whatToDo: 'Pregunte a la persona qué desea y haga la solicitud a mano.',
		},
		chooseRecord: {
			subject: 'Por favor, elija un registro: {title}',
			text: '{explanation}\n\n{whatToDo}',
			whatToDo: 'Elija el registro que la persona desea y haga la solicitud; si no es ninguno, escríbale.',
		},
		checkReference: {
			subject: 'Por favor, compruebe si existe: {title}',
			text: '{explanation}\n\n{whatToDo}',
			whatToDo:
				'Compruebe primero si la obra existe: la referencia puede ser errónea o inventada. Si existe, busque otra vía para conseguirla; si no, escriba a la persona.',
		},
		notAvailable: {
			subject: 'Hay que buscar otra vía: {title}',
			text: '{explanation}\n\n{whatToDo}',
			whatToDo: 'Busque otra vía para conseguirlo y escriba a la persona.',
		},
		lookAtRequest: {
			subject: 'Por favor, revise una solicitud en ReShare: {title}',
			text: '{explanation}\n\n{whatToDo}',
			whatToDo: 'Abra la solicitud en ReShare, decida y escriba a la persona.',
		},
		notCreated: {
			subject: 'Solicitud no realizada: {title}',
			text: '{explanation}\n\n{whatToDo}',
			whatToDo: 'Corrija lo que falla o busque otra vía, y escriba a la persona.',
		},
		actionNotDone: {
			subject: 'No se ha hecho: solicitud {number}',
			text: '{explanation}\n\n{whatToDo}',
			whatToDo: 'Abra la solicitud en ReShare y haga a mano lo que falta.',
		},
		ruleWouldAnswer: {
			subject: 'Respuesta propuesta para {number}',
			text: '{explanation}\n\n{whatToDo}',
			whatToDo: 'Envíe esta respuesta, o dé otra en ReShare.',
		},
		ruleLeftToStaff: {
			subject: 'Por favor, responda: {number} {title}',
			text: '{explanation}\n\n{whatToDo}',
			whatToDo: 'Responda la solicitud en ReShare.',
		},
		unreadMessage: {
			subject: '{number}: mensaje sin leer',
			text: '{whatToDo}',
			whatToDo: 'Lea y conteste el mensaje de la otra biblioteca.',
		},
		conditionsAnswered: {
			subject: '{number}: condiciones aceptadas',
			text: '{whatToDo}',
			whatToDo: 'Envíe el ejemplar: la biblioteca solicitante acepta sus condiciones.',
		},
		endOfRota: {
			subject: 'Ninguna biblioteca lo presta: {number} {title}',
			text: 'Ninguna de las bibliotecas del consorcio puede prestar este ejemplar.\n\n{problem}\n\n{whatToDo}',
			whatToDo: 'Busque otra vía, por favor, y escriba a la persona.',
		},
		needsStaff: {
			subject: '{number}: {status}',
			text: '{whatToDo}',
			whatToDo: 'Abra la solicitud y vea qué espera.',
		},
		other: {
			subject: '{number}: {status}',
			text: 'El estado de esta solicitud ha cambiado.\n\n{whatToDo}',
			whatToDo: '',
		},
	},
	greeting: 'Buenos días:',
	closing: 'Atentamente,',
	labels: {
		citation: 'Cita',
		title: 'Título',
		author: 'Autor',
		journal: 'En',
		isbn: 'ISBN',
		issn: 'ISSN',
		year: 'Año',
		volume: 'Volumen',
		pages: 'Páginas',
		number: 'Número de solicitud',
		reference: 'Referencia',
		status: 'Estado en ReShare',
		reason: 'Motivo',
		conditions: 'Condiciones',
		patron: 'Número de carné',
		patronName: 'Persona',
		patronEmail: 'Correo',
		pickupLocation: 'Lugar de recogida',
		supplier: 'Biblioteca prestadora',
		borrower: 'Biblioteca solicitante',
		neededBy: 'Se necesita antes del',
		since: 'Desde',
	},
	colon: ': ',
	quotes: ['«', '»'],
	links: {
		confirm: 'Revisar esta respuesta y enviarla',
		cancel: 'Cancelar esta solicitud',
		request: 'Abrir la solicitud en ReShare',
		document: 'Leer la copia',
		execution: 'Abrir la ejecución en n8n',
		choose: 'Elija aquí el registro',
	},
	lists: esLists,
	pages: esPages,
	systems: esSystems,
	headings: { candidates: 'Registros que coinciden', refusals: 'Respuestas negativas', forms: 'Formularios rellenados' },
	candidate: { noDate: 'sin fecha', lenders: (count) => (count === 1 ? '1 biblioteca prestadora' : `${count} bibliotecas prestadoras`) },
	why: {
		nothingFound: 'Ninguna de ellas lo tiene.',
		nobodyLends: 'Ninguna otra biblioteca lo presta.',
		ownLibrary: 'Nuestra propia biblioteca lo tiene: consulte nuestro catálogo, por favor.',
	},
	whatNext: {
		weWrite: 'Le escribiremos de nuevo cuando haya novedades.',
		nameTheNumber: 'Indíquelo, por favor, cuando nos pregunte por la solicitud.',
	},
	howToGetIt: {
		here: 'Puede leerla aquí.',
		usualWay: 'La recibirá de la manera habitual.',
		askUs: 'Llegó con un enlace que no podemos transmitir: consúltenos, por favor.',
	},
	chooseOnPage: 'Abra la página de abajo y elija el registro que se busca, o ninguno. Entonces se hace la solicitud.',
	sentToTester: 'Una prueba: de otro modo iría a {reader}. Véase Send Everything To en el ReShare Library Profile.',
	isTest: 'Esto se hizo con un evento de prueba. No ha cambiado nada.',
	testMark: '[Prueba]',
	unknownLibrary: 'Biblioteca desconocida',
};
