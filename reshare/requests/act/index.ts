export { actionLabel, isAllowed, manualCloseStates, performAction, type ActionResult, type RequestAction } from './actions';
