"""Whether this process can serve: for load balancers and those who run Rideau."""

from flask import Blueprint, jsonify
from sqlalchemy import text

from ..database import db_session

bp = Blueprint("health", __name__)


@bp.get("/health", endpoint="health")
def health():
    """200 while the database answers; errors of it are answered by the error pages (503)."""
    db_session().execute(text("SELECT 1"))
    return jsonify(status="ok")
