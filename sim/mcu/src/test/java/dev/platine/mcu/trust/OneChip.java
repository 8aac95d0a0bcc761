package dev.platine.mcu.trust;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Leaves out the repetitions of a test for other chips than one: for tests that are carried out again with another engine. */
public final class OneChip implements ExecutionCondition {
    static final String PARAMETER = "platine.test.chip";

    /** Made by JUnit. */
    public OneChip() {}

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        String wanted = context.getConfigurationParameter(PARAMETER).orElse("");
        String name = context.getDisplayName();
        boolean left = !wanted.isEmpty() && name.contains("STM32F") && !name.contains(wanted);
        return left
                ? ConditionEvaluationResult.disabled("for another chip: " + wanted)
                : ConditionEvaluationResult.enabled("");
    }
}
