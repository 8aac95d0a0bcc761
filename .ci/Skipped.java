import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Prints which tests ran and which were skipped, by reason, out of surefire's reports below a folder: {@code java Skipped.java FOLDER}.
 * A reason that skips one test of a class names the test; several are counted.
 */
public final class Skipped {
    private int ran;
    private int skipped;
    private final Map<String, List<String>> reasons = new TreeMap<>();

    private Skipped() {}

    /** Prints the summary. */
    public static void main(String[] arguments) throws Exception {
        Skipped all = new Skipped();
        Path root = Path.of(arguments.length > 0 ? arguments[0] : ".");
        for (Path report : reports(root)) {
            all.read(report);
        }
        all.print();
    }

    private static List<Path> reports(Path root) throws IOException {
        try (Stream<Path> files = Files.find(root, 8, (file, attributes) -> file.getFileName()
                        .toString()
                        .matches("TEST-.*\\.xml")
                && file.getParent().getFileName().toString().equals("surefire-reports"))) {
            return files.sorted(Comparator.naturalOrder()).toList();
        }
    }

    private void read(Path report) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        Document document = factory.newDocumentBuilder().parse(report.toFile());
        var cases = document.getElementsByTagName("testcase");
        for (int i = 0; i < cases.getLength(); i++) {
            Element test = (Element) cases.item(i);
            Node skip = test.getElementsByTagName("skipped").item(0);
            if (skip == null) {
                ran++;
            } else {
                skipped++;
                String reason = reason((Element) skip);
                String name = test.getAttribute("classname").replaceFirst(".*\\.", "");
                if (!test.getAttribute("name").isEmpty()) {
                    name += "." + test.getAttribute("name").replaceFirst("\\(.*", "");
                }
                reasons.computeIfAbsent(reason, key -> new ArrayList<>())
                        .add(name);
            }
        }
    }

    private static String reason(Element skip) {
        String said = skip.getAttribute("message").isEmpty() ? skip.getTextContent() : skip.getAttribute("message");
        String line = said.strip().lines().findFirst().orElse("");
        line = line.replaceFirst("^[\\w.$]+Exception:? ?", "").replaceFirst("^Assumption failed:? ?", "").strip();
        return line.isEmpty() ? "without a reason" : line;
    }

    private void print() {
        System.out.printf("%d tests ran, %d were skipped%s%n", ran, skipped, reasons.isEmpty() ? "" : ", because:");
        reasons.forEach((reason, tests) -> System.out.printf("%4d  %s:  %s%n", tests.size(), reason, byClass(tests)));
    }

    private static String byClass(List<String> tests) {
        Map<String, List<String>> classes = tests.stream()
                .collect(Collectors.groupingBy(test -> test.replaceFirst("\\..*", ""), TreeMap::new, Collectors.toList()));
        return classes.entrySet().stream()
                .map(entry -> entry.getValue().size() == 1
                        ? entry.getValue().get(0)
                        : entry.getKey() + " (" + entry.getValue().size() + ")")
                .collect(Collectors.joining(", "));
    }
}
