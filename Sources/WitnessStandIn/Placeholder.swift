enum WitnessStandInPlaceholder {}
