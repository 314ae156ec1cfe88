export { findPickupLocation, guessPickupLocation, listPickupLocations, pickupLocationNamed, type PickupLocation } from './pickupLocations';
export { mapPickupName, type MappedPickup, type PickupMapping, type PickupMappingTable } from './mappingTable';
