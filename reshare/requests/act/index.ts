export { actionKinds, actionWords, allowedAction, type ActionKind, type ActionSetting, type ActionsOffered, type AllowedAction, type RequestAction } from './actions';
export { performAction, previewAction, type ActionResult } from './performAction';
