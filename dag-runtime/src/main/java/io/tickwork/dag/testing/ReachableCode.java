// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.testing;

import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;
import io.tickwork.dag.testing.ClassCode.Instruction;
import io.tickwork.dag.testing.ClassCode.MethodCode;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.Type;

/** Follows the code of a node from method to method and collects what is refused. Used once. */
final class ReachableCode {
    private static final String STATE = Type.getDescriptor(State.class);
    private static final String COMPUTE = "compute(" + STATE + ")J";
    private static final String START = "start(" + STATE + ")V";
    /** The runtime's own handles and descriptors, which every node uses. */
    private static final String TRUSTED = Node.class.getPackageName().replace('.', '/') + "/";

    private static final int OBJECT_DEPTH_MAX = 8;

    private final ClassLoader loader;
    private final Map<String, ClassCode> classes = new HashMap<>();
    /** The classes of the objects that calls may reach. */
    private final Set<String> made = new LinkedHashSet<>();

    private final Set<String> seen = new HashSet<>();
    private final Deque<Place> work = new ArrayDeque<>();
    /** Dispatched calls, to be looked at again when another class turns out to be made. */
    private final Set<Instruction> dispatched = new LinkedHashSet<>();

    private final Set<String> violations = new LinkedHashSet<>();

    private record Place(ClassCode owner, MethodCode method) {}

    /**
     * @param loader of the code.
     * @param node an example, through whose fields the classes of what it holds are found; may be null.
     */
    ReachableCode(ClassLoader loader, Node node) {
        this.loader = loader;
        if (node != null) {
            collect(node, 0);
        }
    }

    /** {@return what is refused in the nodes and the factory of a type} */
    List<String> violations(NodeType type) {
        String declaring = Type.getInternalName(type.declaringClass());
        // Lambdas have no class file; their code lies in the class that makes the type, which is followed from there.
        for (String name : List.copyOf(made)) {
            enter(name);
        }
        initialise(declaring);
        if (classOf(declaring) != null && made.stream().noneMatch(name -> classOf(name) != null && hasCompute(name))) {
            classOf(declaring).methods().values().stream()
                    .filter(method -> method.name().startsWith("lambda$"))
                    .forEach(method -> visit(classOf(declaring), method));
        }
        return follow();
    }

    /** {@return what is refused in a class of nodes} */
    List<String> violations(Class<?> nodeClass) {
        String name = Type.getInternalName(nodeClass);
        if (classOf(name) == null) {
            throw new IllegalArgumentException(nodeClass + " has no class file");
        }
        made.add(name);
        enter(name);
        return follow();
    }

    private boolean hasCompute(String name) {
        return resolve(name, COMPUTE) != null;
    }

    private void enter(String name) {
        initialise(name);
        for (String root : List.of(COMPUTE, START)) {
            Place place = resolve(name, root);
            if (place != null) {
                visit(place.owner(), place.method());
            }
        }
        ClassCode code = classOf(name);
        if (code != null) {
            code.methods().values().stream()
                    .filter(method -> method.name().equals("<init>"))
                    .forEach(method -> visit(code, method));
        }
    }

    private void initialise(String name) {
        ClassCode code = classOf(name);
        if (code != null && code.methods().containsKey("<clinit>()V")) {
            visit(code, code.methods().get("<clinit>()V"));
        }
    }

    private void visit(ClassCode owner, MethodCode method) {
        if (seen.add(owner.name() + "." + method.name() + method.descriptor())) {
            work.add(new Place(owner, method));
            initialise(owner.name());
        }
    }

    private List<String> follow() {
        while (!work.isEmpty()) {
            Place place = work.poll();
            for (Instruction instruction : place.method().instructions()) {
                String problem = problem(place, instruction);
                if (problem != null) {
                    violations.add(describe(place, instruction, problem));
                }
            }
        }
        return List.copyOf(violations);
    }

    private String problem(Place place, Instruction instruction) {
        return switch (instruction.action()) {
            case CALL -> call(instruction);
            case DISPATCH -> {
                if (dispatched.add(instruction)) {
                    made.forEach(name -> dispatch(instruction, name));
                }
                yield call(instruction);
            }
            case MAKE -> {
                make(instruction.owner());
                yield isOfJdk(instruction.owner()) ? Forbidden.use(instruction.owner()) : null;
            }
            case STATIC_FIELD -> staticField(place, instruction);
            case LOCK -> Forbidden.lock();
            case NATIVE -> Forbidden.nativeMethod();
        };
    }

    /** Follows a call into the class it names, or says what is wrong with a method of the JDK. */
    private String call(Instruction call) {
        String owner = call.owner();
        for (ClassCode code = classOf(owner); code != null; code = classOf(owner)) {
            Place place = resolve(owner, call.name() + call.descriptor());
            if (place != null) {
                visit(place.owner(), place.method());
                return null;
            }
            owner = code.superName();
        }
        if (!isOfJdk(owner)) {
            return null;
        }
        // The owner is where the search up the classes ended: what does not say what its hash is has that of Object.
        return Forbidden.call(owner, call.name(), call.descriptor());
    }

    private void dispatch(Instruction call, String to) {
        if (isSubtype(to, call.owner())) {
            Place place = resolve(to, call.name() + call.descriptor());
            if (place != null) {
                visit(place.owner(), place.method());
            }
        }
    }

    private void make(String name) {
        if (classOf(name) != null && made.add(name)) {
            initialise(name);
            dispatched.forEach(call -> dispatch(call, name));
        }
    }

    private String staticField(Place place, Instruction access) {
        String owner = access.owner();
        if (isOfJdk(owner)) {
            return Forbidden.field(owner);
        }
        ClassCode code = classOf(owner);
        while (code != null && !code.variables().contains(access.name())) {
            code = classOf(code.superName());
        }
        if (code != null) {
            return Forbidden.staticVariable();
        }
        if (classOf(owner) != null && !place.method().name().equals("<clinit>")) {
            initialise(owner);
            value(owner, access.name());
        }
        return null;
    }

    /** A constant may be an object whose methods are called. */
    private void value(String owner, String name) {
        try {
            Field field = Class.forName(owner.replace('/', '.'), true, loader).getDeclaredField(name);
            field.setAccessible(true);
            Set<String> before = new HashSet<>(made);
            collect(field.get(null), 0);
            made.stream()
                    .filter(each -> !before.contains(each))
                    .toList()
                    .forEach(each -> dispatched.forEach(call -> dispatch(call, each)));
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            return; // then only the declared type is followed
        }
    }

    private void collect(Object value, int depth) {
        if (value == null || depth > OBJECT_DEPTH_MAX) {
            return;
        }
        Class<?> type = value.getClass();
        if (type.isArray()) {
            for (int i = 0; !type.getComponentType().isPrimitive() && i < Array.getLength(value); i++) {
                collect(Array.get(value, i), depth + 1);
            }
        } else if (value instanceof Collection<?> elements) {
            elements.forEach(element -> collect(element, depth + 1));
        } else if (classOf(Type.getInternalName(type)) != null || type.isHidden()) {
            made.add(Type.getInternalName(type));
            for (Class<?> each = type; each != null && each != Object.class; each = each.getSuperclass()) {
                for (Field field : each.getDeclaredFields()) {
                    if (!Modifier.isStatic(field.getModifiers())
                            && !field.getType().isPrimitive()) {
                        collect(get(field, value), depth + 1);
                    }
                }
            }
        }
    }

    private static Object get(Field field, Object of) {
        try {
            field.setAccessible(true);
            return field.get(of);
        } catch (ReflectiveOperationException | RuntimeException e) {
            return null; // what is hidden in a module is of the JDK
        }
    }

    /** The method that a class has or inherits from a class that can be read. */
    private Place resolve(String name, String method) {
        ClassCode code = classOf(name);
        if (code == null) {
            return null;
        }
        MethodCode own = code.methods().get(method);
        if (own != null) {
            return new Place(code, own);
        }
        List<String> parents = new ArrayList<>();
        parents.add(code.superName());
        parents.addAll(code.interfaces());
        for (String parent : parents) {
            Place inherited = parent == null ? null : resolve(parent, method);
            if (inherited != null) {
                return inherited;
            }
        }
        return null;
    }

    private boolean isSubtype(String name, String of) {
        if (name.equals(of)) {
            return true;
        }
        ClassCode code = classOf(name);
        return code != null
                && (code.superName() != null && isSubtype(code.superName(), of)
                        || code.interfaces().stream().anyMatch(each -> isSubtype(each, of)));
    }

    /** A class whose code is to be read; null for those of the JDK and of the runtime. */
    private ClassCode classOf(String name) {
        if (name == null || isOfJdk(name) || name.startsWith(TRUSTED)) {
            return null;
        }
        if (!classes.containsKey(name)) {
            classes.put(name, ClassCode.read(name, loader));
        }
        return classes.get(name);
    }

    private static boolean isOfJdk(String name) {
        return name.startsWith("java/")
                || name.startsWith("javax/")
                || name.startsWith("jdk/")
                || name.startsWith("sun/")
                || name.startsWith("[");
    }

    private static String describe(Place place, Instruction instruction, String problem) {
        String what = instruction.owner().isEmpty()
                ? instruction.name()
                : simpleName(instruction.owner()) + "." + instruction.name();
        String line = instruction.line() == 0 ? "" : ", line " + instruction.line();
        return place.owner().name().replace('/', '.') + "." + place.method().name() + line + ": " + what + " is "
                + problem;
    }

    private static String simpleName(String internalName) {
        return internalName.substring(internalName.lastIndexOf('/') + 1);
    }
}
