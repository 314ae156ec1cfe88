export {
	findPickupLocationBySlugOrCode,
	guessPickupLocation,
	listPickupLocations,
	findPickupLocationByName,
	unknownSlugSentence,
	type PickupLocation,
} from './pickupLocations';
export { mapPickupName } from './mapPickupName';
