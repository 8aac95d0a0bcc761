package dev.platine.hal.remote;

/**
 * What a board said to our hello. Checked, immutable.
 *
 * @param board the board's name behind its endpoint
 * @param schemaHash of its channels
 * @param bootId changes with each boot
 * @param maxPlans plans that it holds
 * @param maxSubscriptions subscriptions that it holds
 */
record Session(String board, int schemaHash, int bootId, int maxPlans, int maxSubscriptions) {}
