export { createRequest, type CreateDeps } from './createRequest';
export { previewRequest, type PreviewOutcome, type PreviewResult } from './previewRequest';
export { RunLookups } from './lookups';
export { deriveReference, referenceProblem } from './reference';
export { isWithdrawnTwin } from './withdrawn';
export { realTiming, type Timing } from './timing';
export type { ResolverAccess } from './viaResolver';
export * from './types';
