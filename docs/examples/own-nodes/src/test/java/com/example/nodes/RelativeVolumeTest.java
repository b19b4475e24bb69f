package com.example.nodes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickwork.dag.testing.NodeFixture;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RelativeVolumeTest {
    private final NodeFixture node = NodeFixture.of(RelativeVolume.TYPE, Map.of("period", 2));

    private void bar(double volume) {
        node.candle("bar", 100, 101, 99, 100, volume).run();
    }

    @Test
    void comparesABarWithTheMeanOfThoseBeforeIt() {
        bar(10);
        bar(30);
        assertFalse(node.isValid("ratio"), "two bars are what the third is compared with");
        bar(60);
        assertEquals(3.0, node.value("ratio"));
        assertTrue(node.booleanValue("spike"));
        bar(45);
        assertEquals(1.0, node.value("ratio"));
        assertFalse(node.booleanValue("spike"));
    }

    @Test
    void hasNoValueBesideBarsWithoutVolume() {
        bar(0);
        bar(0);
        bar(5);
        assertFalse(node.isValid("ratio"));
    }

    @Test
    void takesANewThresholdWhileItRuns() {
        bar(10);
        bar(10);
        node.change("threshold", 1.5);
        bar(15);
        assertTrue(node.booleanValue("spike"));
    }
}
