export { buildOpenUrl, longestUrl, resolverAddress } from './buildOpenUrl';
export { classifyResolverAnswer } from './classifyResolverAnswer';
export { createResolverClient, type ResolverClient, type ResolverClientOptions } from './ResolverClient';
export type {
	AskedFor,
	BuildOptions,
	OpenUrlCopy,
	OpenUrlRequest,
	ResolverAnswer,
	ResolverOutcome,
	ResolverOutcomeKind,
} from './types';
