enum DemoCityPlaceholder {}
