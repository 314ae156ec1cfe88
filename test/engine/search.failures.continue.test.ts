import { sharing, testFailures } from './search/failures';

describe('with On Error Continue, sharing queries', () => testFailures('continueRegularOutput', sharing));
