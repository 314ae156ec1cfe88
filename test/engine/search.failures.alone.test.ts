import { alone, testFailures } from './search/failures';

describe('with On Error Stop Workflow, each look-up by itself', () => testFailures(undefined, alone));
