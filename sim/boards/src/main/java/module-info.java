/** The catalogue of boards: one folder a board, and the Java of those that are modelled. */
module dev.platine.boards {
    requires transitive dev.platine.sim.board;
    requires static transitive org.jspecify;

    exports dev.platine.boards.evcharger;

    provides dev.platine.sim.body.ModelledFirmware with
            dev.platine.boards.evcharger.EvChargerFirmware;
    provides dev.platine.sim.plant.PlantType with
            dev.platine.boards.evcharger.EvChargingPlant;
}
