import { editorTerms } from '../nodes/shared/editorTerms';
import { times } from '../reshare/transport';
import { setHostTerms } from '../reshare/hostTerms';

/** Tests read the client's sentences as users of n8n do. */
setHostTerms(editorTerms);
/** They wait less before a call is sent again. */
times.retry = 5;
