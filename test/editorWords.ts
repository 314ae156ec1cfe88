import { editorWords } from '../nodes/shared/words';
import { speak } from '../reshare/words';

/** Tests read the client's sentences as users of n8n do. */
speak(editorWords);
