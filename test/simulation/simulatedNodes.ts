/* What one n8n process of the simulation runs, compiled by `compileProgram.ts`. */

export { pollForChanges } from '../../nodes/ReShareRequestStatusTrigger/poll';
export { loadClient } from '../../nodes/shared/loadClient';
export { lettersAbout } from './writeLetters';
export { n8nClock } from '../../nodes/shared/n8nClock';
