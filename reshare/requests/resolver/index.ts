export { buildOpenUrl, longestUrl, resolverAddress } from './buildOpenUrl';
export { lookAtResolver, problemOf, sameTenant, type OwnLocation, type ResolverProblem, type ShownService } from './lookAtResolver';
export { mayStillRun } from './classifyJson';
export { classifyResolverAnswer } from './classifyResolverAnswer';
export { createResolverClient, type ResolverClient, type ResolverClientOptions } from './ResolverClient';
export type {
	AskedFor,
	BuildOptions,
	CopyWish,
	OpenUrlRequest,
	ResolverAnswer,
	ResolverOutcome,
	ResolverOutcomeKind,
	ServiceType,
	Wish,
} from './types';
