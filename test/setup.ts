import { editorWords } from '../nodes/shared/words';
import { times } from '../reshare/transport';
import { speak } from '../reshare/words';

/** Tests read the client's sentences as users of n8n do. */
speak(editorWords);
/** They wait less before a call is sent again. */
times.retry = 5;
