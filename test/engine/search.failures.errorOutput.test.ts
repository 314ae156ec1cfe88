import { sharing, testFailures } from './search/failures';

describe('with On Error Continue (using error output), sharing queries', () => testFailures('continueErrorOutput', sharing));
