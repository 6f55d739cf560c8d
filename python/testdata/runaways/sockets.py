import socket
import threading


def serve(server):
    while True:
        conn, _ = server.accept()
        conn.sendall(conn.recv(100))


server = socket.create_server(("127.0.0.1", 0))
threading.Thread(target=serve, args=(server,), daemon=True).start()
