import { sharing, testFailures, testTotalFailure } from './search/failures';

describe('with On Error Stop Workflow, sharing queries', () => testFailures(undefined, sharing));

describe('when nothing can be looked up at all', testTotalFailure);
