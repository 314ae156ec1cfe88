export { createRequest, startCreating, type CreateDeps } from './createRequest';
export { previewRequest, type PreviewResult } from './previewRequest';
export { RunLookups } from './lookups';
export { deriveReference, referenceProblem } from './reference';
export { referenceKey } from './referenceKey';
export { isWithdrawnTwin } from './twins';
export { realTiming, type Timing } from './timing';
export * from './types';
