export { actionLabel, closingStates, performAction, previewAction, type ActionResult, type RequestAction } from './actions';
