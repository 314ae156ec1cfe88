export {
	findPickupLocationBySlugOrCode,
	listPickupLocations,
	findPickupLocationByName,
	unknownSlugSentence,
	type PickupLocation,
} from './pickupLocations';
export { mapPickupName } from './mapPickupName';
