/* What one n8n process of the simulation runs, compiled by `bundle.ts`. */

export { pollForChanges } from '../../nodes/ReShareRequestStatusTrigger/poll';
export { loadClient } from '../../nodes/shared/client';
export { lettersAbout } from './letters';
export { hostClock } from '../../nodes/shared/clock';
