export { findPickupLocation, guessPickupLocation, listPickupLocations, pickupLocationNamed, type PickupLocation } from './pickupLocations';
export { mapPickupName } from './mappingTable';
