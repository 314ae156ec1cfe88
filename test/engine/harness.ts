/**
 * Runs the real n8n-core around one of our nodes, without a server and without a database.
 *
 * - `runNode` runs an action node in n8n's engine.
 * - `pollNode` polls a trigger, and `PollMemory` keeps its static data as n8n does.
 * - `searchList` and `loadOptions` fill the editor's lists.
 * - `testCredential` does what the editor's test button does.
 */
export { buildToolNodeType, runNode, type RunError, type RunOptions, type RunResult } from './harness/runNode';
export { PollMemory, pollNode, type PollEngine, type PollOptions, type PollResult } from './harness/pollNode';
export { loadOptions, searchList, type ListOptions } from './harness/loadLists';
export { testCredential } from './harness/testCredential';
export { buildWorkflow, nodeName, type NodeUnderTest } from './harness/workflow';
