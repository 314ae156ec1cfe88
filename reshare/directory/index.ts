export {
	findPickupLocation,
	guessPickupLocation,
	listPickupLocations,
	pickupLocationNamed,
	unknownSlugSentence,
	type PickupLocation,
} from './pickupLocations';
export { mapPickupName } from './mappingTable';
