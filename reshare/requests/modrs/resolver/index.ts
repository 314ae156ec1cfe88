export { buildOpenUrl, longestUrl, resolverAddress } from './buildOpenUrl';
export { lookAtResolver, problemOfResolver, sameTenant, type ShownService } from './lookAtResolver';
export { mayStillRun } from './classifyJson';
export { classifyResolverAnswer } from './classifyResolverAnswer';
export { createResolverClient, type ResolverClient } from './ResolverClient';
export type {
	AskedFor,
	ResolverAnswer,
	ResolverOutcome,
} from './outcome';
